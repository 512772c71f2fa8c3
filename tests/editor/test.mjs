// Asks yaml-language-server, over LSP as an editor does, what an officer sees while writing an assessment.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node.js";

const here = new URL("./", import.meta.url);
const project = new URL("../../", import.meta.url);
const CARET = "‸";
const MODELINE = "# yaml-language-server: $schema=../../schemas/juten.2018-05.schema.json\n";
const SLOW = 60_000;

const server = spawn(
  process.execPath,
  [fileURLToPath(new URL("node_modules/yaml-language-server/bin/yaml-language-server", here)), "--stdio"],
  { stdio: ["pipe", "pipe", "inherit"] },
);
const connection = createMessageConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);

let passed = 0;
let failed = 0;
let done = false;
server.on("exit", (code) => {
  if (!done) {
    console.log(`yaml-language-server ended early (${code})`);
    console.log(`${passed} passed, ${failed + 1} failed`);
    process.exit(1);
  }
});

// What the server reports of each file, and who waits for it.
const diagnostics = new Map();
const waiting = new Map();
connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics: found }) => {
  diagnostics.set(uri, found);
  waiting.get(uri)?.(found);
});
const settings = {
  yaml: {
    validate: true,
    completion: true,
    hover: true,
    // Nothing is fetched: the schemas lie beside the files.
    schemaStore: { enable: false },
  },
};
connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => settings[section] ?? null));
connection.onRequest("client/registerCapability", () => null);
connection.onRequest("window/workDoneProgress/create", () => null);
connection.listen();

function timely(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${SLOW / 1000}s: ${what}`)), SLOW);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const request = (method, parameters) => timely(connection.sendRequest(method, parameters), method);

let opened = 0;

/** Opens a text as a file in this folder, or under `url`. The caret, if there is one, is taken out and told. */
async function open(text, url) {
  const at = text.indexOf(CARET);
  const before = text.slice(0, Math.max(at, 0)).split("\n");
  const position = { line: before.length - 1, character: before.at(-1).length };
  opened += 1;
  const uri = (url ?? new URL(`case-${opened}.yaml`, here)).href;
  const told = new Promise((resolve) => waiting.set(uri, resolve));
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text: text.replace(CARET, "") },
  });
  return { textDocument: { uri }, position, told: timely(told, `diagnostics of ${uri}`) };
}

async function completion(text) {
  const { textDocument, position } = await open(MODELINE + text);
  const answer = await request("textDocument/completion", { textDocument, position });
  return (answer?.items ?? answer ?? []).map((item) => item.label);
}

async function hover(text, url) {
  const { textDocument, position } = await open(text, url);
  const answer = await request("textDocument/hover", { textDocument, position });
  return answer?.contents?.value ?? "";
}


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

function holds(list, ...wanted) {
  const missing = wanted.filter((one) => !list.includes(one));
  if (missing.length > 0) {
    throw new Error(`${JSON.stringify(missing)} is not in ${JSON.stringify(list)}`);
  }
}

function equals(found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
  }
}

await request("initialize", {
  processId: process.pid,
  rootUri: project.href,
  workspaceFolders: [{ uri: project.href, name: "hyoka" }],
  capabilities: {
    textDocument: { hover: { contentFormat: ["markdown", "plaintext"] }, completion: {} },
    workspace: { configuration: true },
  },
});
await connection.sendNotification("initialized", {});

const sample = readFileSync(new URL("sample.yaml", here), "utf8");
const after = (text, words) => text.replace(words, words + CARET);

await test("the sample is right", async () => {
  const { told } = await open(sample, new URL("sample.yaml", here));
  equals(await told, []);
});

await test("the options of 対象人数 are offered", async () => {
  const labels = await completion(`様式: 重点項目評価書\n基本情報:\n  事務:\n    対象人数: ${CARET}\n`);
  holds(labels, "1,000人未満", "1,000人以上1万人未満", "1万人以上10万人未満", "10万人以上30万人未満");
});

await test("the options of several are offered in a list", async () => {
  const text = "様式: 重点項目評価書\n基本情報:\n  システム:\n    - 番号: 1\n      他のシステムとの接続:\n        - ";
  holds(await completion(`${text}${CARET}\n`), "庁内連携システム", "宛名システム等", "その他");
});

await test("the keys of 基本情報 are offered", async () => {
  const labels = await completion(`様式: 重点項目評価書\n基本情報:\n  ${CARET}\n`);
  holds(labels, "事務", "システム", "特定個人情報ファイル名", "個人番号の利用", "情報連携", "担当部署", "他の評価実施機関");
});

await test("the keys of the whole assessment are offered", async () => {
  holds(await completion(`様式: 重点項目評価書\n${CARET}\n`), "評価書番号", "基本情報", "リスク対策", "変更箇所", "管理");
});

await test("the name of the form is offered", async () => {
  holds(await completion(`様式: ${CARET}\n`), "重点項目評価書");
});

await test("title and guidance of Ⅰ-1①事務の名称 are shown", async () => {
  const { textDocument, position } = await open(after(sample, "    事務の名"));
  const { contents } = await request("textDocument/hover", { textDocument, position });
  for (const words of ["①事務の名称", "法令に定められた事務の名称を書きます。", "必ず書く項目です。"]) {
    if (!contents.value.includes(words)) {
      throw new Error(`「${words}」 is not in ${contents.value}`);
    }
  }
});

await test("law and doubt of an item are shown", async () => {
  const shown = await hover(after(sample, "    対象人"));
  for (const words of ["③対象人数", "根拠: 指針第5の2", "確かめきれていない点"]) {
    if (!shown.includes(words)) {
      throw new Error(`「${words}」 is not in ${shown}`);
    }
  }
});

await test("a text that is no option is underlined", async () => {
  const { told } = await open(`${MODELINE}様式: 重点項目評価書\n基本情報:\n  事務:\n    対象人数: 千人くらい\n`);
  equals((await told).map((found) => found.range.start.line), [4]);
});

await test("a key that the form does not have is underlined", async () => {
  const { told } = await open(`${MODELINE}様式: 重点項目評価書\n基本情報:\n  事務の名称: 図書\n`);
  equals((await told).map((found) => found.range.start.line), [3]);
});

for (const path of ["assessments/012/juten.yaml", "schemas/forms/juten.2018-05.yaml"]) {
  const url = new URL(path, project);
  if (existsSync(url)) {
    await test(`${path} is right`, async () => {
      const { told } = await open(readFileSync(url, "utf8"), url);
      equals(
        (await told).map((found) => `${found.range.start.line + 1}: ${found.message}`),
        [],
      );
    });
  }
}

done = true;
// A server that does not stop by itself must not keep the test from ending.
await Promise.race([request("shutdown"), new Promise((resolve) => setTimeout(resolve, 2000))]).catch(() => {});
server.kill();
connection.dispose();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
