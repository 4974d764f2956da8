// The map as a tree that arrows walk: nested <details> become tree items. Without this script they open as they are.
const map = document.querySelector("[data-map]");
const items = () => [...map.querySelectorAll('[role="treeitem"]')];
const group = (item) => item.querySelector(':scope > [role="group"]');
const parent = (item) => item.parentElement.closest('[role="treeitem"]');
const shown = () => items().filter((item) => !item.parentElement.closest("[hidden]"));

function grow(item) {
  const folded = item.querySelector(":scope > details");
  const head = item.querySelector(".name");
  item.setAttribute("role", "treeitem");
  item.setAttribute("aria-labelledby", head.id);
  const count = item.matches(".more") ? null : head.parentElement.querySelector(":scope > .count");
  if (count) {
    count.id = `${head.id}-nombre`;
    item.setAttribute("aria-labelledby", `${head.id} ${count.id}`);
  }
  item.tabIndex = -1;
  for (const link of item.querySelectorAll(":scope > a")) link.tabIndex = -1;
  if (!folded) return;
  const line = document.createElement("div");
  line.className = "head";
  line.append(...folded.querySelector(":scope > summary").childNodes);
  const list = folded.querySelector(":scope > ul");
  list.setAttribute("role", "group");
  const open = folded.open;
  folded.replaceWith(line, list);
  unfold(item, open);
}

function unfold(item, open) {
  item.setAttribute("aria-expanded", String(open));
  group(item).hidden = !open;
  if (!open && item !== document.activeElement && item.contains(document.activeElement)) visit(item);
}

function visit(item) {
  if (!item) return;
  for (const one of items()) one.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}

function follow(item) {
  const link = item.querySelector(":scope > a");
  if (link) link.click();
  else if (group(item)) unfold(item, item.getAttribute("aria-expanded") !== "true");
}

function into(item) {
  if (!group(item)) return;
  if (item.getAttribute("aria-expanded") !== "true") unfold(item, true);
  else visit(group(item).querySelector('[role="treeitem"]'));
}

function outOf(item) {
  if (item.getAttribute("aria-expanded") === "true") unfold(item, false);
  else visit(parent(item));
}

function typed(item, key) {
  const all = shown();
  const from = all.indexOf(item) + 1;
  const letter = key.toLocaleLowerCase("fr");
  visit([...all.slice(from), ...all.slice(0, from)].find((one) => one.querySelector(".name").textContent.trim().toLocaleLowerCase("fr").startsWith(letter)));
}

const keys = {
  ArrowDown: (item) => visit(shown()[shown().indexOf(item) + 1]),
  ArrowUp: (item) => visit(shown()[shown().indexOf(item) - 1]),
  ArrowRight: into,
  ArrowLeft: outOf,
  Home: () => visit(shown()[0]),
  End: () => visit(shown().at(-1)),
  Enter: follow,
  " ": follow,
  "*": (item) => [...item.parentElement.children].filter(group).forEach((one) => unfold(one, true)),
};

map.addEventListener("keydown", (event) => {
  const item = event.target.closest('[role="treeitem"]');
  if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
  const act = keys[event.key] ?? (event.key.length === 1 ? (one) => typed(one, event.key) : null);
  if (!act) return;
  event.preventDefault();
  act(item);
});

map.addEventListener("click", (event) => {
  const head = event.target.closest(".head");
  if (!head || event.target.closest("a")) return;
  const item = head.parentElement;
  visit(item);
  if (group(item)) unfold(item, item.getAttribute("aria-expanded") !== "true");
});

for (const item of map.querySelectorAll("[data-node]")) grow(item);
map.setAttribute("role", "tree");
map.setAttribute("aria-describedby", "arbre-aide");
map.classList.add("grown");
items()[0].tabIndex = 0;

const folding = { open: ".branche, .domaine, .famille, .lieu, .effet, .entree", close: ".effet, .finesse, .theme, .lieu, .entree" };
for (const [name, kinds] of Object.entries(folding)) {
  const button = document.querySelector(`[data-${name}-all]`);
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const item of items()) if (group(item) && item.matches(kinds)) unfold(item, name === "open");
  });
}
