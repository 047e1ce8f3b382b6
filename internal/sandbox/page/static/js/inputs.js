// The input block: a label, one element, a hint, and the error it was sent back with.

import { h, uniqueId } from './dom.js';
import { plain } from './mrkdwn.js';
import { element } from './elements.js';

export function inputBlock(block, surface) {
  const ids = { id: uniqueId('input'), label: uniqueId('label'), describedBy: uniqueId('about') };
  const optional = block.optional && h('span', { class: 'input-optional' }, ` ${surface.reader.t('optional')}`);
  const grouped = ['checkboxes', 'radio_buttons'].includes(block.element?.type);
  return h(
    'div',
    { class: 'input-block', data: { inputBlock: block.block_id ?? '' } },
    h(
      grouped ? 'span' : 'label',
      { class: 'input-label', id: ids.label, for: grouped ? null : ids.id },
      plain(block.label),
      optional,
    ),
    element(block.element ?? {}, block, surface, ids),
    h(
      'div',
      { id: ids.describedBy },
      h('p', { class: 'input-error', data: { testid: 'input-error' }, hidden: true }),
      block.hint && h('p', { class: 'input-hint' }, plain(block.hint)),
    ),
  );
}

/** showErrors puts sentences beside the inputs they are about, and clears the others; it gives back what found no input. */
export function showErrors(root, errors) {
  const homeless = { ...errors };
  let first = null;
  for (const input of root.querySelectorAll('[data-input-block]')) {
    const sentence = errors[input.dataset.inputBlock];
    delete homeless[input.dataset.inputBlock];
    const line = input.querySelector('.input-error');
    line.hidden = !sentence;
    line.textContent = sentence ?? '';
    const control = input.querySelector('button, input, textarea');
    control?.setAttribute('aria-invalid', String(Boolean(sentence)));
    if (sentence) first ??= control;
  }
  first?.focus();
  return Object.values(homeless);
}
