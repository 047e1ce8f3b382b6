// Building the page from nodes. Text only ever becomes a text node: nothing a
// person or the bot wrote is read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * h makes an element. Props: `class`, `on` ({event: handler}), `data`
 * ({key: value}); true sets an empty attribute, false and null set none.
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') listen(node, value);
    else if (name === 'data') Object.assign(node.dataset, value);
    else if (name === 'value') node.value = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children);
  return node;
}

function listen(node, handlers) {
  for (const [event, handler] of Object.entries(handlers)) node.addEventListener(event, handler);
}

/** append adds nodes, strings and lists of them, leaving out the empty ones. */
export function append(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
  return node;
}

export function fragment(...children) {
  return append(document.createDocumentFragment(), children);
}

let lastId = 0;

/** redraw draws the inside of a part anew and gives the focus back to the control that had it, by its test id. */
export function redraw(root, draw) {
  const held = root.contains(document.activeElement) ? document.activeElement.dataset : {};
  draw();
  if (!held.testid) return;
  const place = held.channelId ? `[data-channel-id="${CSS.escape(held.channelId)}"]` : '';
  root.querySelector(`[data-testid="${CSS.escape(held.testid)}"]${place}`)?.focus({ preventScroll: true });
}

/** uniqueId ties labels, hints and errors to their controls. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

const PATHS = {
  menu: 'M3 6h18M3 12h18M3 18h18',
  close: 'M5 5l14 14M19 5L5 19',
  clip: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7',
  send: 'M3 20l18-8L3 4v6l11 2-11 2z',
  down: 'M6 9l6 6 6-6',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  more: 'M11.2 5a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0M11.2 12a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0M11.2 19a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0',
  reply: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6v1',
  file: 'M6 2h8l5 5v15H6zM14 2v5h5',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3 2',
  bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
  check: 'M4 12l5 5L20 6',
  hash: 'M9 3L7 21M17 3l-2 18M4 8h17M3 16h17',
  power: 'M12 3v8M6.5 6.5a8 8 0 1 0 11 0',
};

/** icon draws one of the page's own line icons; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** fold makes text comparable: lower case, without Vietnamese marks. */
export function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
