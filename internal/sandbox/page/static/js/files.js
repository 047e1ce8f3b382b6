// Files in messages, and pictures in blocks.

import { h, icon } from './dom.js';
import { plain } from './mrkdwn.js';

const UNITS = ['B', 'KB', 'MB', 'GB'];

export function size(bytes) {
  let n = Number(bytes) || 0;
  let unit = 0;
  while (n >= 1024 && unit < UNITS.length - 1) {
    n /= 1024;
    unit += 1;
  }
  return `${n < 10 && unit ? n.toFixed(1) : Math.round(n)} ${UNITS[unit]}`;
}

/** address is where this page may read a file's bytes: the control API's, as the person who looks. */
export function address(file, reader) {
  return `/control/files/${encodeURIComponent(file.id)}?${new URLSearchParams({ user: reader.me })}`;
}

/** attachment is a message's file: a picture, or a card to download it. */
export function attachment(file, reader) {
  const name = file.title || file.name || file.id;
  const url = address(file, reader);
  const card = h(
    'a',
    {
      class: 'file-card',
      href: url,
      download: file.name ?? '',
      data: { testid: 'file', fileId: file.id ?? '' },
      'aria-label': reader.t('download', { name }),
    },
    icon('file'),
    h(
      'span',
      { class: 'file-words' },
      h('span', { class: 'file-name' }, name),
      h(
        'span',
        { class: 'file-detail' },
        [file.pretty_type || file.filetype?.toUpperCase(), file.size && size(file.size)].filter(Boolean).join(' · '),
      ),
    ),
  );
  if (!file.mimetype?.startsWith('image/')) return card;
  return h(
    'figure',
    { class: 'file-image' },
    h('a', { href: url, target: '_blank', rel: 'noopener' }, image(url, file.alt_txt || name)),
    card,
  );
}

/** picture renders an image block or element: a file of this workspace, or an address of its own. */
export function picture(e, reader, kind = 'block-picture') {
  const id = e.slack_file?.id ?? fileInAddress(e.slack_file?.url);
  return image(id ? address({ id }, reader) : (e.image_url ?? ''), e.alt_text || plain(e.title), kind);
}

function fileInAddress(url) {
  return /\b(F[A-Z0-9]{6,})\b/.exec(url ?? '')?.[1];
}

/** image falls back to its words: the page loads nothing from outside. */
function image(src, alt, kind = 'file-picture') {
  const node = h('img', {
    class: kind,
    src,
    alt,
    loading: 'lazy',
    on: { error: () => node.replaceWith(h('span', { class: 'image-missing' }, icon('file'), alt)) },
  });
  return node;
}
