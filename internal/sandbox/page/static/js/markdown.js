// The markdown block: standard Markdown, as much of it as a report needs.

import { h, append, fragment } from './dom.js';
import { link } from './mrkdwn.js';
import { emojify } from './emoji.js';

const DEPTH = 8;

/** Each rule takes the lines from i on and gives [node, lines used], or null. */
const RULES = [fence, heading, rule, quote, pipes, list];

/** markdown renders a markdown block's text. HTML in it is shown as it stands. */
export function markdown(text, reader, depth = 0) {
  const rows = text.replace(/\r\n?/g, '\n').split('\n');
  const out = fragment();
  for (let i = 0; i < rows.length;) {
    if (!rows[i].trim()) {
      i += 1;
      continue;
    }
    const [node, used] = blockAt(rows, i, reader, depth);
    append(out, node);
    i += used;
  }
  return out;
}

function blockAt(rows, i, reader, depth) {
  if (depth < DEPTH) {
    for (const read of RULES) {
      const hit = read(rows, i, reader, depth);
      if (hit) return hit;
    }
  }
  let end = i + 1;
  while (end < rows.length && rows[end].trim() && !RULES.some((read) => read(rows, end, reader, DEPTH))) end += 1;
  return [h('p', {}, inline(rows.slice(i, end).join('\n'))), end - i];
}

function fence(rows, i) {
  if (!/^\s*```/.test(rows[i])) return null;
  let end = i + 1;
  while (end < rows.length && !/^\s*```\s*$/.test(rows[end])) end += 1;
  return [h('pre', {}, rows.slice(i + 1, end).join('\n')), end - i + 1];
}

function heading(rows, i) {
  const m = /^(#{1,6})\s+(.*?)\s*#*$/.exec(rows[i]);
  return m && [h(`h${Math.min(6, m[1].length + 2)}`, { class: 'block-header' }, inline(m[2])), 1];
}

function rule(rows, i) {
  return /^\s*([-*_])(\s*\1){2,}\s*$/.test(rows[i]) ? [h('hr', { class: 'block-divider' }), 1] : null;
}

function quote(rows, i, reader, depth) {
  if (!/^\s*>/.test(rows[i])) return null;
  const end = run(rows, i, /^\s*>/);
  const inner = rows
    .slice(i, end)
    .map((r) => r.replace(/^\s*> ?/, ''))
    .join('\n');
  return [h('blockquote', {}, markdown(inner, reader, depth + 1)), end - i];
}

const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;

function list(rows, i, reader, depth) {
  const first = ITEM.exec(rows[i]);
  if (!first) return null;
  const ordered = /\d/.test(first[2]);
  const out = h(ordered ? 'ol' : 'ul', { start: ordered ? parseInt(first[2], 10) : null });
  let at = i;
  for (let m = first; m && m[1].length <= first[1].length; m = ITEM.exec(rows[at] ?? '')) {
    let end = at + 1;
    while (end < rows.length && /^\s+\S/.test(rows[end]) && /^\s*/.exec(rows[end])[0].length > first[1].length)
      end += 1;
    const nested = rows.slice(at + 1, end).join('\n');
    append(out, h('li', {}, checkbox(m[3]), nested && markdown(nested, reader, depth + 1)));
    at = end;
  }
  return [out, at - i];
}

function checkbox(text) {
  const m = /^\[([ xX])\]\s+(.*)$/.exec(text);
  return m ? [m[1] === ' ' ? '☐ ' : '☑ ', inline(m[2])] : inline(text);
}

function pipes(rows, i) {
  if (
    !rows[i].includes('|') ||
    !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rows[i + 1] ?? '') ||
    !rows[i + 1].includes('-')
  )
    return null;
  const end = run(rows, i + 2, /\|/);
  const cells = (row, tag) =>
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((c) => h(tag, { class: 'cell wrapped' }, inline(c.trim())));
  return [
    h(
      'div',
      { class: 'table-frame', tabindex: '0' },
      h(
        'table',
        {},
        h('thead', {}, h('tr', {}, cells(rows[i], 'th'))),
        h(
          'tbody',
          {},
          rows.slice(i + 2, end).map((r) => h('tr', {}, cells(r, 'td'))),
        ),
      ),
    ),
    end - i,
  ];
}

function run(rows, i, pattern) {
  let end = i;
  while (end < rows.length && pattern.test(rows[end])) end += 1;
  return end;
}

const SPANS = [
  [/`([^`\n]+)`/, (m) => h('code', {}, m[1])],
  [/\[([^\]\n]{1,500})\]\(([^()\s]{1,2000})\)/, (m) => link(m[2], m[1])],
  [/\*\*(?=\S)(.+?)(?<=\S)\*\*/s, (m, d) => h('strong', {}, inline(m[1], d))],
  [/~~(?=\S)(.+?)(?<=\S)~~/s, (m, d) => h('s', {}, inline(m[1], d))],
  [/(?<![\p{L}\p{N}*])\*(?=[^\s*])(.+?)(?<=\S)\*(?!\*)/su, (m, d) => h('em', {}, inline(m[1], d))],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])(.+?)(?<=\S)_(?![\p{L}\p{N}])/su, (m, d) => h('em', {}, inline(m[1], d))],
];

function inline(text, depth = 0) {
  let best = null;
  for (const [pattern, make] of depth < DEPTH ? SPANS : []) {
    const m = pattern.exec(text);
    if (m && (!best || m.index < best.m.index)) best = { m, make };
  }
  if (!best) return [emojify(text)];
  const { m, make } = best;
  return [emojify(text.slice(0, m.index)), make(m, depth + 1), ...inline(text.slice(m.index + m[0].length), depth)];
}
