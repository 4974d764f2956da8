// Lets files be dropped on the import page; the plain file field works without this script.
const zone = document.querySelector("[data-drop]");
const field = document.querySelector("[data-files]");
const list = document.querySelector("[data-chosen]");

function show() {
  list.replaceChildren(...Array.from(field.files, (file) => {
    const line = document.createElement("li");
    line.textContent = file.name;
    return line;
  }));
}

function allow(event) {
  event.preventDefault();
  zone.classList.add("over");
}

zone.addEventListener("dragover", allow);
zone.addEventListener("dragenter", allow);
zone.addEventListener("dragleave", () => zone.classList.remove("over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  show();
});
field.addEventListener("change", show);
