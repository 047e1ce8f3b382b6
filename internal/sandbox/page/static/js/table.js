// The table block: rows of cells, the first row being the heads.

import { h } from './dom.js';
import { unescape } from './mrkdwn.js';
import { emojify } from './emoji.js';
import { richText } from './richtext.js';

/** table renders a table block; it scrolls sideways by itself when the window is narrow. */
export function table(block, reader) {
  const [head = [], ...rows] = block.rows ?? [];
  const row = (cells, tag) =>
    h(
      'tr',
      {},
      cells.map((cell, i) => cellOf(cell, tag, block.column_settings?.[i], reader)),
    );
  return h(
    'div',
    { class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': reader.t('table') },
    h(
      'table',
      {},
      h('thead', {}, row(head, 'th')),
      h(
        'tbody',
        {},
        rows.map((r) => row(r, 'td')),
      ),
    ),
  );
}

function cellOf(cell, tag, settings, reader) {
  const align = ['center', 'right'].includes(settings?.align) ? ` align-${settings.align}` : '';
  const wrap = settings?.is_wrapped ? ' wrapped' : '';
  return h(tag, { class: `cell${align}${wrap}`, scope: tag === 'th' ? 'col' : null }, content(cell, reader));
}

function content(cell, reader) {
  if (cell?.type === 'rich_text') return richText(cell, reader);
  return emojify(unescape(String(cell?.text ?? cell?.value ?? '')));
}
