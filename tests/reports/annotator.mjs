// Each selector of a text, found by the W3C client of the Apache Annotator project: how many places
// it has, and what stands at the first.
import { readFileSync } from "node:fs";
import { createTextQuoteSelectorMatcher } from "@apache-annotator/dom";
import { JSDOM } from "jsdom";

const { texts } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const found = [];
for (const { text, selectors } of texts) {
  const dom = new JSDOM("<!doctype html><body></body>");
  for (const name of ["document", "Node", "NodeFilter", "Range", "Text"]) {
    globalThis[name] = name === "document" ? dom.window.document : dom.window[name];
  }
  dom.window.document.body.textContent = text;
  for (const selector of selectors) {
    const places = [];
    for await (const range of createTextQuoteSelectorMatcher(selector)(dom.window.document.body)) {
      places.push([range.startOffset, range.toString()]);
    }
    found.push(places);
  }
}
process.stdout.write(JSON.stringify(found));
