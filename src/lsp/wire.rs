//! Messages as they come over a wire, read within limits. What is no message is answered and passed over, so that one of
//! them ends no conversation. Knows how a message is written and nothing of what it means.

use std::io::{self, BufRead, Read as _, Write};

use lsp_server::{ErrorCode, Message};
use serde::Deserialize as _;
use serde_json::{Value, json};

/// The largest message that is read, in bytes: the largest assessment with every letter escaped stays below.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The longest line of a header.
const MAX_LINE: u64 = 4096;
/// How many lines the header of one message may have.
const MAX_LINES: usize = 64;

const LENGTH: &str = "Content-Length";

/// What came over the wire.
#[derive(Debug)]
pub enum Received {
    Message(Message),
    /// No message, and what to answer: nothing to what may itself be an answer.
    Refused(Option<Value>),
}

/// The messages of an input, one after the other.
pub struct Wire<R> {
    input: R,
    /// The name of the next message's length was read already.
    named: bool,
}

/// What the header of a message says of its length.
enum Length {
    Bytes(usize),
    /// Why it cannot be known, or is too much.
    Refused(&'static str),
    End,
}

impl<R: BufRead> Wire<R> {
    pub fn new(input: R) -> Self {
        Self { input, named: false }
    }

    /// The next message; `None` at the end of the input.
    ///
    /// # Errors
    /// What keeps the input from being read.
    pub fn receive(&mut self) -> io::Result<Option<Received>> {
        match self.length()? {
            Length::End => Ok(None),
            Length::Refused(why) => {
                let more = self.find_length()?;
                self.named = more;
                Ok(Some(Received::Refused(Some(refusal(
                    &Value::Null,
                    ErrorCode::ParseError,
                    why,
                )))))
            }
            Length::Bytes(length) => {
                let mut bytes = Vec::new();
                // Room is made for what comes, not for what was said to come.
                let read = self.input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
                Ok((read == length).then(|| parse(&bytes)))
            }
        }
    }

    /// Reads a header.
    fn length(&mut self) -> io::Result<Length> {
        let mut length = None;
        let mut lines = 0;
        loop {
            let mut line = Vec::new();
            if std::mem::take(&mut self.named) {
                line.extend_from_slice(LENGTH.as_bytes());
                line.push(b':');
            }
            self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                let ended = self.input.fill_buf()?.is_empty();
                return Ok(if ended { Length::End } else { Length::Refused(NO_HEADER) });
            }
            let line = line.trim_ascii();
            if line.is_empty() {
                match length {
                    Some(length) => return Ok(length),
                    // An empty line between two messages.
                    None if lines == 0 => continue,
                    None => return Ok(Length::Refused(NO_HEADER)),
                }
            }
            lines += 1;
            let Some((name, value)) = std::str::from_utf8(line).ok().and_then(|line| line.split_once(':')) else {
                return Ok(Length::Refused(NO_HEADER));
            };
            if lines > MAX_LINES {
                return Ok(Length::Refused(NO_HEADER));
            }
            if name.trim().eq_ignore_ascii_case(LENGTH) {
                length = Some(length_of(value.trim()));
                if let Some(Length::Refused(why)) = length {
                    return Ok(Length::Refused(why));
                }
            }
        }
    }

    /// Goes over the input to the next name of a length; says whether there is one. No message holds one that a line end
    /// follows, since JSON escapes line ends.
    fn find_length(&mut self) -> io::Result<bool> {
        let name: Vec<u8> = LENGTH.bytes().chain(*b":").collect();
        let mut known = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let mut used = 0;
            for byte in buffer {
                used += 1;
                // The first letter stands in the name once, so that nothing but it can begin anew.
                known = if byte.eq_ignore_ascii_case(&name[known]) {
                    known + 1
                } else {
                    usize::from(byte.eq_ignore_ascii_case(&name[0]))
                };
                if known == name.len() {
                    break;
                }
            }
            self.input.consume(used);
            if known == name.len() {
                return Ok(true);
            }
        }
    }
}

const NO_HEADER: &str = "メッセージの長さ（Content-Length）が分かりません";
const TOO_LARGE: &str = "メッセージが大きすぎます（上限は64MB）";

fn length_of(value: &str) -> Length {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match value.parse() {
        Ok(length) if is_number && length <= MAX_BYTES => Length::Bytes(length),
        _ if is_number => Length::Refused(TOO_LARGE),
        _ => Length::Refused(NO_HEADER),
    }
}

fn parse(bytes: &[u8]) -> Received {
    if let Ok(message) = serde_json::from_slice(bytes) {
        return Received::Message(message);
    }
    let mended = with_whole_pairs(bytes);
    match serde_json::from_slice::<Value>(&mended) {
        Ok(value) => match Message::deserialize(&value) {
            Ok(message) => Received::Message(message),
            // What has no method is an answer, and answers are not answered.
            Err(_) if value.is_object() && value.get("method").is_none() => Received::Refused(None),
            Err(_) => {
                let id = value.get("id").filter(|id| id.is_string() || id.is_number());
                let why = "求めの形が違います";
                Received::Refused(Some(refusal(
                    id.unwrap_or(&Value::Null),
                    ErrorCode::InvalidRequest,
                    why,
                )))
            }
        },
        Err(_) => Received::Refused(Some(refusal(
            &Value::Null,
            ErrorCode::ParseError,
            "メッセージを JSON として読めません",
        ))),
    }
}

/// JSON in which the escape of half a pair of surrogates, as JavaScript writes a text that was cut within a letter, stands for
/// the sign of a lost letter. Both are as long, for those who count bytes and those who count UTF-16.
fn with_whole_pairs(json: &[u8]) -> Vec<u8> {
    let unit = |at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut out = json.to_vec();
    let mut at = 0;
    while at < json.len() {
        if json[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                out[at + 2..at + 6].copy_from_slice(b"fffd");
                at += 6;
            }
            // Two, so that an escaped backslash begins nothing.
            _ => at += 2,
        }
    }
    out
}

fn refusal(id: &Value, code: ErrorCode, words: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code as i32, "message": words}})
}

/// Writes a text as one message.
///
/// # Errors
/// Whatever the output refuses.
pub fn write(output: &mut impl Write, text: &str) -> io::Result<()> {
    write!(output, "{LENGTH}: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, text).unwrap();
        out
    }

    /// What comes of an input: methods of messages, codes of answers.
    fn heard(input: &[u8]) -> Vec<String> {
        let mut wire = Wire::new(input);
        let mut heard = Vec::new();
        while let Some(received) = wire.receive().unwrap() {
            heard.push(match received {
                Received::Message(Message::Notification(told)) => told.method,
                Received::Message(Message::Request(asked)) => format!("{} {}", asked.method, asked.id),
                Received::Message(Message::Response(_)) => "response".to_owned(),
                Received::Refused(None) => "-".to_owned(),
                Received::Refused(Some(answer)) => format!("{} {}", answer["id"], answer["error"]["code"]),
            });
        }
        heard
    }

    #[test]
    fn what_is_no_message_is_answered_and_the_next_is_heard() {
        let next = framed(r#"{"jsonrpc":"2.0","method":"next"}"#);
        let parse_error = "null -32700";
        for (input, wanted) in [
            (
                framed(r#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}"#),
                "-",
            ),
            (framed(r#"{"id":1}"#), "-"),
            (framed(r#"{"jsonrpc":"2.0","id":7,"result":{}}"#), "response"),
            (framed(r#"{"id":1.5,"method":"a"}"#), "a"),
            (framed(r#"{"id":1,"method":2}"#), "1 -32600"),
            (framed("[]"), "null -32600"),
            (framed("{"), parse_error),
            (framed(&"[".repeat(100_000)), parse_error),
            (b"Content-Length: 99999999999999\r\n\r\n{}".to_vec(), parse_error),
            (b"Content-Length: 18446744073709551615\r\n\r\n".to_vec(), parse_error),
            (
                b"Content-Length: 99999999999999999999999999\r\n\r\n".to_vec(),
                parse_error,
            ),
            (b"Content-Length: -1\r\n\r\n".to_vec(), parse_error),
            (b"Content-Length: \r\n\r\n".to_vec(), parse_error),
            (b"Content-Type: a\r\n\r\n".to_vec(), parse_error),
            (b"GET / HTTP/1.1\r\n".to_vec(), parse_error),
            (vec![b'a'; 100_000], parse_error),
            (b"A: a\n".repeat(1000), parse_error),
        ] {
            let shown = String::from_utf8_lossy(&input[..input.len().min(90)]).into_owned();
            let input = [input, next.clone()].concat();
            assert_eq!(heard(&input), [wanted, "next"], "{shown}");
        }
        // A message that was cut short is none.
        assert_eq!(heard(&next[..next.len() - 1]), [""; 0]);
        assert_eq!(heard(b"content-length:2\n\n{}\r\n"), ["-"]);
    }

    #[test]
    fn half_a_letter_reads_as_a_lost_one() {
        let text = |json: &str| {
            let json = format!(r#"{{"method":"a","params":["{json}"]}}"#);
            let Received::Message(Message::Notification(told)) = parse(json.as_bytes()) else {
                panic!("{json}");
            };
            told.params[0].as_str().unwrap().to_owned()
        };
        assert_eq!(text(r"\ud842\udfb7"), "𠮷");
        assert_eq!(text(r"\ud842"), "\u{fffd}");
        assert_eq!(text(r"a\uDFB7\ud842b\\ud842"), "a\u{fffd}\u{fffd}b\\ud842");
        assert_eq!(text(r"\ud842\ud842\udfb7\n"), "\u{fffd}𠮷\n");
    }
}
