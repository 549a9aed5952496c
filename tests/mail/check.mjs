// In: a mail's HTML on standard input. Out: as JSON, what which mail client does not support, and what is not valid.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*"];
// Mail clients drop what is not in the element, and Outlook reads attributes only.
const RULES = { "no-inline-style": "off", "no-deprecated-attr": "off" };

const html = readFileSync(0, "utf8");
const unsupported = {};
for (const [client, issues] of caniemail({ clients: CLIENTS, html }).issues.errors) {
  for (const { title } of issues) (unsupported[title] ??= new Set()).add(client);
}
const validator = new HtmlValidate(new StaticConfigLoader({ extends: ["html-validate:recommended"], rules: RULES }));
const report = await validator.validateString(html);
const invalid = report.results.flatMap((result) => result.messages).map((one) => `${one.ruleId}: ${one.message}`);
const told = Object.entries(unsupported).map(([title, clients]) => [title, [...clients].sort()]);
console.log(JSON.stringify({ unsupported: Object.fromEntries(told), invalid }));
