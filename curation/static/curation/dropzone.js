/* Files dropped on the zone become the files of its input; those above the limit are named before sending. */
const zone = document.querySelector("[data-dropzone]");
const input = zone.querySelector("input[type=file]");
const list = zone.querySelector("[data-list]");
const largest = Number(zone.dataset.largest);

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function row(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const amount = document.createElement("span");
  name.textContent = file.name;
  amount.textContent = file.size > largest ? `${size(file.size)}, too large` : size(file.size);
  item.classList.toggle("too-large", file.size > largest);
  item.append(name, amount);
  return item;
}

function listFiles() {
  list.replaceChildren(...[...input.files].map(row));
}

zone.classList.add("dropzone--ready");
input.addEventListener("change", listFiles);
for (const kind of ["dragenter", "dragover"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("dropzone--over");
  });
}
for (const kind of ["dragleave", "drop"]) {
  zone.addEventListener(kind, () => zone.classList.remove("dropzone--over"));
}
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  listFiles();
});
