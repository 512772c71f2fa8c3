// What a reader of our pages meets in a browser: filters, keys, anchors and paper of the review page; no sideways scrolling on a
// phone; nothing that axe-core finds. Reads the pages in PAGES.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { PAGES, CHROMIUM, SCREENSHOTS } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
after(() => browser?.close());

const address = (file, hash = "") => pathToFileURL(`${PAGES}/${file}`).href + hash;

// Opens a page in a window of its own, and holds it to asking nothing of a network and to no error of its script.
async function open(t, file, { hash = "", viewport = DESKTOP, ...options } = {}) {
  const context = await browser.newContext({ viewport, bypassCSP: true, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.on("request", (request) => assert.ok(request.url().startsWith("file:"), request.url()));
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(address(file, hash));
  return page;
}

const shown = (page) => page.locator("article.row:visible").evaluateAll((rows) => rows.map((row) => row.id));
const focused = (page) => page.evaluate(() => document.activeElement.id);
const hash = (page) => new URL(page.url()).hash;

for (const file of ["review.html", "fair.html", "same.html", "12-juten.html", "12-kiso.html", "1-zenkomoku.html", "register.html"]) {
  for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${file} at ${width} width, ${colorScheme}, is usable by all and never wider than its window`, async (t) => {
        const page = await open(t, file, { viewport, colorScheme });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} of ${viewport.width} pixels`);
        if (SCREENSHOTS) {
          await page.screenshot({ path: `${SCREENSHOTS}/${file}-${viewport.width}-${colorScheme}.png`, fullPage: true });
        }
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].html}, ${nodes[0].failureSummary}`);
        assert.deepEqual(told, []);
      });
    }
  }
}

test("filters show what they say, and the address cites the view", async (t) => {
  const page = await open(t, "fair.html");
  const all = await shown(page);
  assert.equal(all.length, 15);
  await page.getByLabel("※の項目だけ").check();
  const important = await shown(page);
  assert.equal(important.length, 4);
  assert.equal(await page.locator("tr[data-of]:visible").count(), 4);
  await page.getByRole("radio", { name: "Ⅱ 特定個人情報ファイルの概要" }).check();
  const both = await shown(page);
  assert.ok(both.length === 2 && both.every((id) => important.includes(id)), String(both));
  assert.match(await page.getByRole("status").innerText(), /15件のうち 2件/);

  const cited = await open(t, "fair.html", { hash: hash(page) });
  assert.deepEqual(await shown(cited), both);
  assert.ok(await cited.getByLabel("※の項目だけ").isChecked());

  await page.keyboard.press("a");
  assert.deepEqual(await shown(page), all);
  assert.equal(hash(page), "");
});

test("keys go from change to change among those that are shown", async (t) => {
  const page = await open(t, "fair.html");
  const all = await shown(page);
  for (const [key, at] of [["j", 0], ["n", 1], ["j", 2], ["k", 1], ["p", 0], ["k", 0]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), all[at], key);
    assert.equal(hash(page), `#${all[at]}`);
    assert.ok(await page.locator(`[id="${all[at]}"]`).evaluate((row) => row.getBoundingClientRect().top >= 0), "below the top");
  }
  await page.keyboard.press("m");
  const important = await shown(page);
  assert.equal(important.length, 4);
  for (const id of [...important, important.at(-1)]) {
    await page.keyboard.press("j");
    assert.equal(await focused(page), id);
    assert.ok(hash(page).endsWith(`at=${id}`), hash(page));
  }
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  assert.notEqual(ring, "0px");

  await page.getByLabel("キー操作").uncheck();
  const before = await focused(page);
  await page.keyboard.press("k");
  assert.equal(await focused(page), before);
});

test("an anchor leads to its change, also into a filtered view", async (t) => {
  const first = await open(t, "fair.html");
  const all = await shown(first);
  for (const [hash, rows] of [[`#${all[7]}`, 15], [`#part=part-2&at=${all[7]}`, 7]]) {
    const page = await open(t, "fair.html", { hash });
    assert.equal(await focused(page), all[7]);
    assert.equal((await shown(page)).length, rows);
    const { top, bottom } = await page.locator(`[id="${all[7]}"]`).evaluate((row) => row.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && top < DESKTOP.height && bottom > 0, `${top} to ${bottom}`);
  }
  // A link that leads out of the filtered view is followed all the same.
  const page = await open(t, "fair.html", { hash: "#part=part-1" });
  await page.locator(`nav a[href="#${all[7]}"]`).click();
  assert.ok((await shown(page)).includes(all[7]));
  assert.equal(await focused(page), all[7]);
});

test("what is the same is folded away, opens, and is never folded on paper", async (t) => {
  const page = await open(t, "review.html");
  const text = page.locator(".pair details .text").first();
  assert.equal(await text.isVisible(), false);
  await page.locator(".pair summary").first().click();
  assert.ok(await text.isVisible());
  await page.getByLabel("同じ記載も開く").check();
  assert.equal(await page.locator(".pair details .text:visible").count(), await page.locator(".pair details").count());

  const paper = await open(t, "review.html", { javaScriptEnabled: false });
  await paper.emulateMedia({ media: "print" });
  const folds = paper.locator(".pair details .text");
  const heights = await folds.evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().height));
  assert.ok(heights.length > 0 && heights.every((height) => height > 0), String(heights));
  assert.equal(await paper.locator("nav:visible, .tools:visible, button:visible").count(), 0);
});

test("everything can be read without the script", async (t) => {
  const page = await open(t, "fair.html", { javaScriptEnabled: false });
  assert.equal((await shown(page)).length, 15);
  assert.equal(await page.locator(".tools:visible").count(), 0);
});

test("on a phone both sides stand one above the other", async (t) => {
  const page = await open(t, "fair.html", { viewport: PHONE });
  const row = page.locator("tr.changed").first();
  const [old, now] = await Promise.all([row.locator(".old").boundingBox(), row.locator(".new").boundingBox()]);
  assert.ok(old.y + old.height <= now.y + 1 && Math.abs(old.x - now.x) < 2, JSON.stringify({ old, now }));
});
