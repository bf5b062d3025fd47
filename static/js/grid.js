// A table of numbers that is comfortable on a keyboard: Enter and the arrows move, a pasted block fills it, sums follow.
const table = document.querySelector("[data-grid]");
const rows = Array.from(table.tBodies[0].rows, (row) => Array.from(row.querySelectorAll("input")));
const digits = (text) => text.replace(/[๐-๙]/g, (each) => "๐๑๒๓๔๕๖๗๘๙".indexOf(each)).replace(/[, ]/g, "");
const worth = (box) => (/^\d+$/.test(digits(box.value)) ? Number(digits(box.value)) : 0);
const told = (number) => (number ? number.toLocaleString("en") : "");

function add() {
    const columns = rows[0].map(() => 0);
    rows.forEach((row, at) => {
        row.forEach((box, column) => { columns[column] += worth(box); });
        table.tBodies[0].rows[at].querySelector("[data-grid-sum]").textContent = told(row.reduce((sum, box) => sum + worth(box), 0));
    });
    const feet = table.tFoot.querySelectorAll("[data-grid-sum]");
    columns.forEach((sum, column) => { feet[column].textContent = told(sum); });
    feet[columns.length].textContent = told(columns.reduce((sum, each) => sum + each, 0));
}

function place(box) {
    const row = rows.findIndex((boxes) => boxes.includes(box));
    return [row, row < 0 ? -1 : rows[row].indexOf(box)];
}

table.addEventListener("input", add);
table.addEventListener("keydown", (event) => {
    const [row, column] = place(event.target);
    if (row < 0) return;
    const at = event.target.selectionStart, end = event.target.value.length;
    const step = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key]
        || (event.key === "ArrowRight" && at === end && [0, 1]) || (event.key === "ArrowLeft" && at === 0 && [0, -1]);
    const next = step && rows[row + step[0]]?.[column + step[1]];
    if (event.key === "Enter") event.preventDefault();
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
});
table.addEventListener("paste", (event) => {
    const [row, column] = place(event.target);
    const block = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    if (row < 0 || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    block.forEach((cells, down) => cells.forEach((cell, right) => {
        const box = rows[row + down]?.[column + right];
        if (box) box.value = cell.trim();
    }));
    add();
});
add();
