// Where an arrow leads, by what the eye sees: the nearest thing that lies that way, whatever the number of columns.

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function isArrow(key) {
  return key in WAYS;
}

/** The nearest of `others` from `from` in the way of the arrow, undefined when there is none. */
export function neighbour(from, others, key) {
  const [x, y] = WAYS[key];
  const here = middle(from);
  const found = others.filter((one) => one !== from).map((one) => {
    const there = middle(one);
    const ahead = (there.x - here.x) * x + (there.y - here.y) * y;
    const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
    return { one, ahead, cost: ahead + 2.5 * aside };
  });
  return found.filter((it) => it.ahead > 4).sort((a, b) => a.cost - b.cost)[0]?.one;
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
