// Writes assessments with `hyoka lsp` through the client library that VS Code's own client is built on: what an officer sees
// while typing. Usage: node lsp.mjs PATH-OF-HYOKA
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  CodeActionKind,
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DefinitionRequest,
  DiagnosticSeverity,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";
import { TextDocument } from "vscode-languageserver-textdocument";

const program = process.argv[2];
const project = new URL("../../", import.meta.url);
const at = (path) => new URL(path, project).href;
const JUTEN = at("assessments/012/juten.yaml");
const KISO = at("assessments/012/kiso.yaml");
const SLOW = 60_000;

let passed = 0;
let failed = 0;

async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok     ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n       ${error.message}`);
  }
}

function equals(found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
  }
}

function holds(text, ...wanted) {
  for (const words of wanted) {
    if (!text.includes(words)) {
      throw new Error(`「${words}」 is not in ${JSON.stringify(text)}`);
    }
  }
}

function timely(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${SLOW / 1000}s: ${what}`)), SLOW);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** An editor with a server of its own. It keeps its texts as VS Code does, in UTF-16, unless `encodings` offers more. */
class Editor {
  static async start(encodings) {
    const editor = new Editor();
    editor.server = spawn(program, ["lsp", "--stdio", "--today", "2026-11-23"], {
      cwd: fileURLToPath(project),
      stdio: ["pipe", "pipe", "inherit"],
    });
    editor.connection = createProtocolConnection(
      new StreamMessageReader(editor.server.stdout),
      new StreamMessageWriter(editor.server.stdin),
    );
    editor.texts = new Map();
    editor.told = [];
    editor.waiting = [];
    editor.connection.onNotification(PublishDiagnosticsNotification.type, (told) => {
      editor.told.push(told);
      editor.waiting = editor.waiting.filter((wants) => !wants(told));
    });
    editor.connection.listen();
    editor.greeting = await editor.ask(InitializeRequest.type, {
      processId: process.pid,
      rootUri: project.href,
      workspaceFolders: [{ uri: project.href, name: "hyoka" }],
      capabilities: {
        general: encodings ? { positionEncodings: encodings } : {},
        textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
      },
    });
    await editor.connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  ask(type, parameters) {
    return timely(this.connection.sendRequest(type, parameters), type.method);
  }

  /** The next diagnostics of a text in a version; of any version if none is said. */
  findings(uri, version) {
    const wanted = new Promise((resolve) => {
      this.waiting.push((told) => {
        const right = told.uri === uri && (version === undefined || told.version === version);
        if (right) {
          resolve(told.diagnostics);
        }
        return right;
      });
    });
    return timely(wanted, `diagnostics of ${uri}`);
  }

  async open(uri, text) {
    const document = TextDocument.create(uri, "yaml", 1, text);
    this.texts.set(uri, document);
    const told = this.findings(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
    return told;
  }

  /** Types over some words, as an editor tells it; gives what is found in the new version. */
  async type(uri, words, instead) {
    const document = this.texts.get(uri);
    const version = document.version + 1;
    const range = this.range(uri, words);
    const contentChanges = [{ range, text: instead }];
    TextDocument.update(document, contentChanges, version);
    const told = this.findings(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    return told;
  }

  range(uri, words) {
    const document = this.texts.get(uri);
    const start = document.getText().indexOf(words);
    if (start < 0) {
      throw new Error(`「${words}」 is not in ${uri}`);
    }
    return { start: document.positionAt(start), end: document.positionAt(start + words.length) };
  }

  /** The words of a text at a range, by the client's own way of counting. */
  words(uri, range) {
    const document = this.texts.get(uri) ?? TextDocument.create(uri, "yaml", 0, readFileSync(new URL(uri), "utf8"));
    return document.getText(range);
  }

  behind(uri, words) {
    return { textDocument: { uri }, position: this.range(uri, words).end };
  }

  async end() {
    await this.ask(ShutdownRequest.type);
    const gone = once(this.server, "exit");
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = await timely(gone, "exit");
    this.connection.dispose();
    return code;
  }
}

const errors = (diagnostics) => diagnostics.filter((one) => one.severity === DiagnosticSeverity.Error);
const coded = (diagnostics, code) => diagnostics.filter((one) => one.code === code);
const juten = readFileSync(new URL(JUTEN), "utf8");
const kiso = readFileSync(new URL(KISO), "utf8");
const editor = await Editor.start();

await test("an editor that names no encoding gets UTF-16", async () => {
  equals(editor.greeting.capabilities.positionEncoding, "utf-16");
});

await test("a right assessment has no diagnostics", async () => {
  equals(errors(await editor.open(JUTEN, juten)), []);
});

await test("a contradiction is told as it is typed, with its cause", async () => {
  const found = await editor.type(JUTEN, "再委託の有無: 再委託する  # ※", "再委託の有無: 再委託しない  # ※");
  const [finding] = coded(found, "C115");
  holds(finding.message, "再委託しないのに", "根拠: 様式3・様式4 Ⅱ-4 の項目間の整合");
  equals([finding.severity, finding.source], [DiagnosticSeverity.Error, "hyoka"]);
  const [cause] = finding.relatedInformation;
  equals([cause.location.uri, editor.words(JUTEN, cause.location.range)], [JUTEN, "再委託しない"]);
  equals(cause.message, "ここで「再委託しない」を選んでいます");
});

await test("definition goes from a finding to its cause", async () => {
  const [finding] = coded(editor.told.at(-1).diagnostics, "C115");
  const position = finding.range.start;
  const found = await editor.ask(DefinitionRequest.type, { textDocument: { uri: JUTEN }, position });
  equals(found, [finding.relatedInformation[0].location]);
});

await test("columns are right behind characters of two units", async () => {
  const found = await editor.type(JUTEN, "法令上の根拠: |-\n      ・", "法令上の根拠: |-\n      ・𠮷𠮷別表第一、");
  const [finding] = coded(found, "L152");
  equals(editor.words(JUTEN, finding.range), "別表第一");
});

await test("what is put right is told no more", async () => {
  const found = await editor.type(JUTEN, "𠮷𠮷別表第一、", "");
  equals(coded(found, "L152"), []);
  equals(errors(await editor.type(JUTEN, "再委託の有無: 再委託しない  # ※", "再委託の有無: 再委託する  # ※")), []);
});

await test("a change that no row of 変更箇所 tells is told as it is typed", async () => {
  const found = await editor.type(JUTEN, "所属長の役職名: 介護保険課長", "所属長の役職名: 長寿課長");
  const [finding] = coded(found, "H170");
  equals(editor.words(JUTEN, finding.range), "長寿課長");
  equals(errors(await editor.type(JUTEN, "所属長の役職名: 長寿課長", "所属長の役職名: 介護保険課長")), []);
});

await test("letters typed in a row are checked once", async () => {
  const before = editor.told.length;
  const document = editor.texts.get(JUTEN);
  const last = document.version + 20;
  const told = editor.findings(JUTEN, last);
  for (let version = document.version + 1; version <= last; version += 1) {
    const end = document.positionAt(document.getText().length);
    const contentChanges = [{ range: { start: end, end }, text: "#" }];
    TextDocument.update(document, contentChanges, version);
    editor.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: JUTEN, version },
      contentChanges,
    });
  }
  await told;
  if (editor.told.length - before > 5) {
    throw new Error(`${editor.told.length - before} checks of 20 letters`);
  }
});

await test("a file of the same 事務 is told anew when the one beside it changes", async () => {
  equals(errors(await editor.open(KISO, kiso)), []);
  const told = editor.findings(KISO);
  await editor.type(JUTEN, "事務の名称: 介護保険に関する事務", "事務の名称: 介護に関する事務");
  await told;
});

await test("a closed file has no diagnostics left", async () => {
  const told = editor.findings(KISO);
  await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: KISO } });
  equals(await told, []);
  await editor.type(JUTEN, "事務の名称: 介護に関する事務", "事務の名称: 介護保険に関する事務");
});

await test("hover tells name, guidance, options and law", async () => {
  const { contents } = await editor.ask(HoverRequest.type, editor.behind(JUTEN, "    対象人"));
  holds(contents.value, "**Ⅰ-1③対象人数**", "選択肢", "1万人以上10万人未満", "根拠: 指針第5の2");
});

await test("definition goes from a row of 変更箇所 to its item", async () => {
  const [, name] = /^    項目: (Ⅰ.*)$/mu.exec(juten);
  const found = await editor.ask(DefinitionRequest.type, editor.behind(JUTEN, `    項目: ${name}`));
  const [, key] = /([^\s①-⑳\d]+)$/u.exec(name);
  const { start } = found[0].range;
  const above = editor.words(JUTEN, { start: { line: 0, character: 0 }, end: { line: start.line + 1, character: 0 } });
  holds(above.split("\n").slice(-3).join("\n"), key);
});

await test("the outline has the parts and items of the form", async () => {
  const symbols = await editor.ask(DocumentSymbolRequest.type, { textDocument: { uri: JUTEN } });
  const basics = symbols.find(({ name }) => name.startsWith("Ⅰ 基本情報"));
  holds(basics.children.map(({ name }) => name), "2. 特定個人情報ファイルを取り扱う事務において使用するシステム");
});

const half = at("assessments/099/juten.yaml");

await test("half a line has offers, and a place where it cannot be read", async () => {
  const text = "様式: 重点項目評価書\n評価書名: '𠮷\n基本情報:\n  事務:\n    事務の名称: 𠮷: 図書\n    対象人\n";
  const found = await editor.open(half, text);
  equals(found.length > 0 && found.every(({ code }) => code.startsWith("S")), true);
  const offers = await editor.ask(CompletionRequest.type, editor.behind(half, "    対象人"));
  equals(offers.map(({ label }) => label), ["事務の内容", "対象人数"]);
  const { textEdit } = offers[1];
  equals([editor.words(half, textEdit.range), textEdit.newText], ["対象人", "対象人数: "]);
});

await test("the options of an item are offered behind its colon", async () => {
  await editor.type(half, "'𠮷", "𠮷");
  await editor.type(half, "𠮷: 図書\n    対象人", "𠮷\n    対象人数: 千人");
  const offers = await editor.ask(CompletionRequest.type, editor.behind(half, "対象人数: 千"));
  holds(offers.map(({ label }) => label), "1,000人未満", "10万人以上30万人未満");
});

await test("a correction is offered with its finding, and makes the text right", async () => {
  const found = await editor.type(half, "千人", "１） 1,000人未満");
  const [finding] = coded(found, "F108");
  equals(editor.words(half, finding.range), "１） 1,000人未満");
  const actions = await editor.ask(CodeActionRequest.type, {
    textDocument: { uri: half },
    range: finding.range,
    context: { diagnostics: [finding] },
  });
  const [action] = actions.filter(({ kind }) => kind === CodeActionKind.QuickFix);
  equals(action.diagnostics[0].code, "F108");
  const fixed = TextDocument.applyEdits(editor.texts.get(half), action.edit.changes[half]);
  holds(fixed, "    対象人数: '1,000人未満'\n");
});

await test("all corrections beyond doubt are made at once", async () => {
  const [action] = await editor.ask(CodeActionRequest.type, {
    textDocument: { uri: half },
    range: editor.range(half, "様式"),
    context: { diagnostics: [], only: [CodeActionKind.SourceFixAll] },
  });
  equals(action.kind, CodeActionKind.SourceFixAll);
  holds(TextDocument.applyEdits(editor.texts.get(half), action.edit.changes[half]), "    対象人数: '1,000人未満'\n");
});

await test("a file that is no assessment is left alone", async () => {
  equals(await editor.open(at("compose.yaml"), "services:\n  a: [\n"), []);
});

await test("what the server does not know is refused, and it goes on", async () => {
  const refused = await editor.connection.sendRequest("textDocument/rename", {}).catch((error) => error.code);
  equals(refused, -32601);
  const wrong = await editor.connection.sendRequest("textDocument/hover", { textDocument: 1 }).catch((error) => error.code);
  equals(wrong, -32602);
  holds((await editor.ask(HoverRequest.type, editor.behind(JUTEN, "    対象人"))).contents.value, "対象人数");
});

await test("an editor that offers UTF-8 gets columns in bytes", async () => {
  const bytes = await Editor.start(["utf-8", "utf-16"]);
  equals(bytes.greeting.capabilities.positionEncoding, "utf-8");
  const found = await bytes.open(half, "様式: 重点項目評価書\n知らない: 𠮷\n");
  const [unknown] = coded(found, "F102");
  equals(unknown.range, { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } });
  equals(await bytes.end(), 0);
});

const differs = "C199";
const both = await Editor.start();
const [before, after] = ["事務の名称: 介護保険に関する事務", "事務の名称: 介護に関する事務"];

await test("the cause may stand in the file beside, as it is on disk", async () => {
  await both.open(KISO, kiso);
  const [finding] = coded(await both.type(KISO, before, after), differs);
  const [{ location }] = finding.relatedInformation;
  equals([location.uri, both.words(JUTEN, location.range)], [JUTEN, "介護保険に関する事務"]);
  const asked = { textDocument: { uri: KISO }, position: finding.range.start };
  equals(await both.ask(DefinitionRequest.type, asked), [location]);
});

await test("the file beside counts as it stands in the editor", async () => {
  const told = both.findings(KISO);
  await both.open(JUTEN, juten.replace(before, after));
  equals(coded(await told, differs), []);
});

await both.end();

await test("the server ends when it is asked to", async () => {
  equals(await editor.end(), 0);
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
