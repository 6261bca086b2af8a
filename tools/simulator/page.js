"use strict";
// The page of the simulator: it starts Python from what the page holds, shows the questions that the engine asks, and
// the page that it answers with. Nothing is computed here.

const WORDS = {{ words }};
const INDEX = "memory://page/";  // where the loader believes its files to be; they come from this page
const LOCK = {{ lock }};  // the runtime's own description of itself: no package is ever loaded
const CLICK = 250;  // milliseconds: a click that ends the typing is over before the form moves under it
const BATCH = 5;  // rows of a pasted table computed before the page breathes

const at = (id) => document.getElementById(id);
let lang = "fr", typed = {}, engine = null, last = [], waiting = 0;

// ---- Small pieces

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const word = (name) => WORDS[lang][name];

function speak(language) {
  lang = language in WORDS ? language : "fr";
  document.documentElement.lang = lang;
  document.title = word("title");
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  at("language").lang = lang === "fr" ? "en" : "fr";
  if (engine) at("about").textContent = engine.about(lang);
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// ---- Python, from what this page holds

async function part(name) {
  const element = at("part-" + name), text = atob(element.textContent.trim());
  element.remove();
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function module(name) {
  const address = URL.createObjectURL(new Blob([await part(name)], { type: "text/javascript" }));
  try { return await import(address); } finally { URL.revokeObjectURL(address); }
}

async function start() {
  const files = {
    "pyodide.asm.wasm": [await part("wasm"), "application/wasm"],
    "python_stdlib.zip": [await part("stdlib"), "application/zip"],
  };
  window.fetch = async (address) => {  // the loader asks for its files: nothing else is ever answered
    const file = files[String(address).replace(INDEX, "")];
    if (!file) throw new TypeError("not in this page");
    return new Response(file[0], { headers: { "Content-Type": file[1] } });
  };
  const [{ loadPyodide }, runtime] = [await module("loader"), await module("runtime")];
  const python = await loadPyodide({ indexURL: INDEX, createPyodideModule: runtime.default, lockFileContents: LOCK });
  python.unpackArchive(await part("package"), "zip", { extractDir: "/revalo" });
  python.runPython("import sys; sys.path.insert(0, '/revalo')");
  return python.pyimport("revalo.simulator.engine");
}

// ---- The questions

function field(question) {
  const id = "q-" + question.name, helped = id + "-help", refused = id + "-refusal";
  if (question.name === "wanted") return boxes(question);
  const described = [question.help && helped, question.refusal && refused].filter(Boolean).join(" ");
  const common = { id, name: question.name, "aria-describedby": described || null, "aria-required": question.needed ? "true" : null,
    "aria-invalid": question.refusal ? "true" : null };
  const input = question.choices.length && !question.several ? choice(question, common) : open(question, common);
  const label = make("label", { for: id }, question.words);
  if (!question.needed && !question.choices.length) label.append(" ", make("small", {}, `(${word("optional")})`));
  const found = make("div", { class: "field", "data-name": question.name }, label, input);
  if (question.refusal) found.append(make("p", { class: "refusal", id: refused }, question.refusal));
  if (question.help) found.append(make("p", { class: "help", id: helped }, question.help));
  if (question.several) found.append(make("p", { class: "help" }, question.choices.map((each) => each.join("\u00a0: ")).join(" ; ")));
  return found;
}

function choice(question, common) {
  const select = make("select", common);
  if (question.needed) select.append(make("option", { value: "" }, word("choose")));
  else if (!question.default) select.append(make("option", { value: "" }, word(question.name.startsWith("more.") ? "nothing" : "unknown")));
  for (const [name, label] of question.choices) {
    select.append(make("option", { value: name }, label));
  }
  select.value = question.value;
  return select;
}

function open(question, common) {
  const input = make("input", { ...common, type: question.day ? "date" : "text", inputmode: question.number ? "decimal" : null,
    autocapitalize: "off", spellcheck: "false" });
  input.value = question.refusal ? typed[question.name] : typed[question.name] || question.value;
  return input;
}

function boxes(question) {
  const box = (name, words) => {
    const input = make("input", { type: "checkbox", id: "q-" + name, name: "wanted." + name });
    input.checked = [name, "both"].includes(question.value);
    return make("label", { class: "box", for: "q-" + name }, input, words);
  };
  return make("fieldset", { class: "field", "data-name": "wanted" }, make("legend", {}, word("see")),
    box("net", word("seeNet")), box("cost", word("seeCost")));
}

function refresh() {
  const asked = JSON.parse(engine.asked(lang, JSON.stringify(typed)));
  const focused = document.activeElement && document.activeElement.id;
  const there = new Map([...at("questions").children].map((each) => [each.dataset.name, each]));
  at("questions").replaceChildren(...asked.questions.map((question) => {
    const isOpen = !question.choices.length || question.several;  // an open field stays as it is typed
    const mark = JSON.stringify([lang, { ...question, value: isOpen ? "" : question.value }]), old = there.get(question.name);
    if (old && old.mark === mark) {
      const input = isOpen && old.querySelector("input");
      if (input && input !== document.activeElement) input.value = typed[question.name] || question.value;
      return old;
    }
    const made = field(question);
    made.mark = mark;
    return made;
  }));
  if (focused && at(focused)) at(focused).focus();
  last = asked.questions;
  at("missing").textContent = "";
  return asked.complete;
}

function changed(event) {
  const input = event.target;
  if (!input.name) return;
  if (input.name.startsWith("wanted.")) {
    const [net, cost] = [at("q-net").checked, at("q-cost").checked];
    typed.wanted = net && cost ? "both" : net ? "net" : cost ? "cost" : "gross";
  } else {
    if (input.name === "sector") typed = {};
    typed[input.name] = input.value;
  }
  clearTimeout(waiting);
  if (input.type === "text") waiting = setTimeout(refresh, CLICK);
  else refresh();
}

// ---- The answer

function fragment() {
  const kept = last.filter((each) => (typed[each.name] || "") !== "" && typed[each.name] !== each.default);
  return "#" + new URLSearchParams([["lang", lang], ...kept.map((each) => [each.name, typed[each.name]])]);
}

function copier(text) {
  const button = make("button", { type: "button", class: "plain" }, word("copy"));
  button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(text); button.textContent = word("copied"); } catch { getSelection().selectAllChildren(button.previousElementSibling); }
  });
  return button;
}

async function compute(event) {
  event.preventDefault();
  clearTimeout(waiting);
  if (!refresh()) {
    const stopped = last[last.length - 1];
    at("missing").textContent = word("missing") + stopped.words;
    at("q-" + stopped.name).focus();
    return;
  }
  at("working").textContent = word("computing");
  await new Promise((go) => setTimeout(go, 20));  // let the words be drawn
  const found = JSON.parse(engine.answered(lang, JSON.stringify(typed)));
  at("working").textContent = "";
  history.replaceState(null, "", fragment());
  show(found);
  at("result-title").focus();
  at("result-title").scrollIntoView();
}

function show(found) {
  const result = make("section", { class: "result", "aria-labelledby": "result-title" });
  const title = make("h2", { id: "result-title", tabindex: "-1" }, found.error ? word("refused") : word("answer"));
  result.append(title);
  if (found.error) result.append(make("p", { class: "warning" }, found.error), make("p", {}, found.remedy));
  else result.append(...sheet(found));
  const address = location.href.split("#")[0] + fragment();
  result.append(
    make("div", { class: "carried" }, make("b", {}, word("command")), make("code", {}, found.command), copier(found.command)),
    make("div", { class: "carried link" }, make("b", {}, word("link")), make("code", {}, make("a", { href: fragment() }, fragment())),
      copier(address), make("small", {}, word("linkNote"))));
  at("answer").replaceChildren(result);
}

function* sheet(found) {
  const page = new DOMParser().parseFromString(found.page, "text/html");
  const buttons = make("p", { class: "buttons" });
  for (const [name, act] of [["print", () => print()], ["save", () => save(word("saved"), "text/html", found.page)]]) {
    const button = make("button", { type: "button", class: "plain" }, word(name));
    button.addEventListener("click", act);
    buttons.append(button);
  }
  const sections = [...page.querySelectorAll("main > section")];
  yield sections.shift();
  yield buttons;
  yield* sections;
  yield make("details", {}, make("summary", {}, word("explain")), ...found.trees.map(tree));
  yield make("div", { class: "foot" }, ...page.querySelectorAll("body > footer > p"));
}

function tree([words, branches]) {
  return make("div", { class: "tree" }, make("b", {}, words), list(branches));
}

function list(branches) {
  return make("ul", {}, ...branches.map(([words, inner]) => make("li", {}, words, ...(inner.length ? [list(inner)] : []))));
}

// ---- Several people

async function computeMany(event) {
  event.preventDefault();
  at("many-answer").replaceChildren();
  const read = JSON.parse(engine.table(lang, at("pasted").value));
  if (read.error) {
    at("many-state").textContent = "";
    at("many-answer").append(make("p", { class: "warning", role: "alert" }, read.error), make("p", {}, read.remedy));
    return;
  }
  const rows = [];
  for (let first = 0; first < read.rows; first += BATCH) {
    at("many-state").textContent = `${word("working")}${first} / ${read.rows}`;
    await new Promise((go) => setTimeout(go));
    rows.push(...JSON.parse(engine.rows(lang, first, BATCH)));
  }
  const refused = rows.filter((row) => row[5]).length;
  at("many-state").textContent = `${rows.length - refused} ${word("rows")}, ${refused} ${word("rejected")}`;
  at("many-answer").append(...columns(read), grid(rows), saver());
}

function* columns(read) {
  const [used, unused] = [true, false].map((is) => read.columns.filter((each) => Boolean(each[1]) === is));
  const shown = used.map(([head, meaning]) => (head === meaning ? head : `${head} (${meaning})`));
  yield make("p", {}, word("understood") + shown.join(", "));
  if (unused.length) yield make("p", { class: "warning" }, word("ignored") + unused.map((each) => each[0]).join(", "));
}

function grid(rows) {
  const heads = ["row", "id", "before", "after", "gain"];
  const cells = (row) => row[5]
    ? [make("td", {}, row[1]), make("td", { colspan: "3" }, row[5])]
    : [make("td", {}, row[1]), ...row.slice(2, 5).map((each) => make("td", { class: "number" }, each))];
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": word("results") },
    make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((each, place) => make("th", { scope: "col", class: place > 1 ? "number" : null }, word(each))))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row[0]), ...cells(row))))));
}

function saver() {
  const button = make("button", { type: "button", class: "plain" }, word("saveCsv"));
  button.addEventListener("click", () => save(word("csv"), "text/csv", engine.table_csv(lang)));
  return make("p", { class: "buttons" }, button);
}

// ---- The page

function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  speak(given.get("lang") || (navigator.language.startsWith("fr") ? "fr" : "en"));
  given.delete("lang");
  typed = Object.fromEntries(given);
}

function opened() {  // a link that carries every answer needed opens on the result
  const isComplete = refresh();
  at("answer").replaceChildren();
  if (isComplete && Object.keys(typed).length) show(JSON.parse(engine.answered(lang, JSON.stringify(typed))));
}

async function main() {
  fromAddress();
  try {
    engine = await start();
    speak(lang);
    opened();
  } catch (error) {
    at("state").className = "failed";
    at("state-words").textContent = word("failed") + error;
    return;
  }
  at("form").addEventListener("change", changed);
  at("form").addEventListener("submit", compute);
  at("again").addEventListener("click", () => { typed = {}; refresh(); at("answer").replaceChildren(); history.replaceState(null, "", "#lang=" + lang); });
  at("many-form").addEventListener("submit", computeMany);
  at("example").addEventListener("click", () => { at("pasted").value = word("tableExample"); });
  window.addEventListener("hashchange", () => { fromAddress(); opened(); });
  at("state").hidden = true;
  at("person").hidden = at("many").hidden = false;
  document.body.dataset.state = "ready";
}

at("language").addEventListener("click", () => {
  speak(lang === "fr" ? "en" : "fr");
  if (!engine) return;
  refresh();
  at("many-answer").replaceChildren();
  at("many-state").textContent = "";
  const shown = at("result-title");
  if (shown) show(JSON.parse(engine.answered(lang, JSON.stringify(typed))));
});
main();
