// Short lines at the bottom that tell what went wrong, or that all is well again.

import { h } from './dom.js';

const SHOWN_MS = 8000;

/** notice shows a line for some seconds; the same line is not shown twice. */
export function notice(text, kind = 'error') {
  const place = document.querySelector('.notices');
  for (const old of place.children) if (old.textContent === text) old.remove();
  const line = h('div', { class: `notice notice-${kind}`, data: { testid: 'notice' } }, text);
  place.append(line);
  setTimeout(() => line.remove(), SHOWN_MS);
}
