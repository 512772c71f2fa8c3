//! The addresses of open texts as the editor spelt them. One address has many spellings, and an editor knows its text under
//! its own alone; what reads addresses here has one for all.

use std::collections::HashMap;

use lsp_types::Uri;
use serde_json::Value;

/// The editor's spelling of each address.
#[derive(Debug, Default)]
pub struct Addresses(HashMap<String, String>);

/// The address of the text that the editor sent something about, letter by letter.
#[must_use]
pub fn of(params: &Value) -> Option<String> {
    Some(params.pointer("/textDocument/uri")?.as_str()?.to_owned())
}

impl Addresses {
    /// Takes note of how the editor spells an address.
    pub fn learn(&mut self, uri: &Uri, spelt: Option<String>) {
        self.0.extend(spelt.map(|spelt| (uri.to_string(), spelt)));
    }

    pub fn forget(&mut self, uri: &Uri) {
        self.0.remove(&uri.to_string());
    }

    /// Puts every address of what is sent as the editor spells it.
    pub fn spell(&self, sent: &mut Value) {
        match sent {
            Value::Array(values) => values.iter_mut().for_each(|value| self.spell(value)),
            Value::Object(object) => {
                for (key, value) in object.iter_mut() {
                    #[allow(clippy::wildcard_enum_match_arm)] // Every other value is looked through alike.
                    match value {
                        Value::String(uri) if key == "uri" => {
                            if let Some(spelt) = self.0.get(uri) {
                                uri.clone_from(spelt);
                            }
                        }
                        Value::Object(changes) if key == "changes" => {
                            let old = std::mem::take(changes);
                            changes.extend(old.into_iter().map(|(uri, mut edits)| {
                                self.spell(&mut edits);
                                (self.0.get(&uri).cloned().unwrap_or(uri), edits)
                            }));
                        }
                        _ => self.spell(value),
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_address_goes_out_as_it_came_in() {
        for spelt in [
            "file:///評価書 (案)/021/juten.yaml",
            "file:///a b/juten.yaml",
            "file://localhost/a/juten.yaml",
            "file://FileServer/share/juten.yaml",
            "file:/a/juten.yaml",
            "file:///a//b/../juten.yaml",
            "file:///c%3A/a/juten.yaml",
            "untitled:評価書-1",
        ] {
            let uri = Uri::parse(spelt).unwrap();
            let mut addresses = Addresses::default();
            addresses.learn(&uri, of(&json!({"textDocument": {"uri": spelt}})));
            let sent = |uri: &str| json!({"uri": uri, "a": [{"location": {"uri": uri}}], "changes": {uri: [{"newText": "uri"}]}});
            let mut told = sent(uri.as_ref());
            addresses.spell(&mut told);
            assert_eq!(told, sent(spelt));
            addresses.forget(&uri);
            let mut told = sent(uri.as_ref());
            addresses.spell(&mut told);
            assert_eq!(told, sent(uri.as_ref()));
        }
    }
}
