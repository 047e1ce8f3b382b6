// Block Kit blocks as nodes, one function a type.

import { h, append, fragment } from './dom.js';
import { plain, textObject } from './mrkdwn.js';
import { richText } from './richtext.js';
import { markdown } from './markdown.js';
import { table } from './table.js';
import { element } from './elements.js';
import { inputBlock } from './inputs.js';
import { picture } from './files.js';

/**
 * A surface is what blocks stand on: {reader, form, act(block, element, value),
 * suggest(block, element, word)} where act tells the bot of a press, suggest
 * asks it for an external menu's options, and form holds what is chosen.
 */
const RENDER = {
  header: (b) => h('h3', { class: 'block-header' }, plain(b.text)),
  divider: () => h('hr', { class: 'block-divider' }),
  section,
  context,
  actions,
  context_actions: actions,
  input: inputBlock,
  image: (b, surface) =>
    h('figure', { class: 'block-image' }, b.title && h('figcaption', {}, plain(b.title)), picture(b, surface.reader)),
  rich_text: (b, surface) => h('div', { class: 'rich' }, richText(b, surface.reader)),
  markdown: (b, surface) => h('div', { class: 'markdown' }, markdown(b.text ?? '', surface.reader)),
  table: (b, surface) => table(b, surface.reader),
};

/** renderBlocks gives the nodes of a list of blocks. */
export function renderBlocks(blocks, surface) {
  return fragment((blocks ?? []).map((block) => renderBlock(block, surface)));
}

function renderBlock(block, surface) {
  const render = RENDER[block.type] ?? unknown;
  return h(
    'div',
    {
      class: `block block-of-${block.type}`,
      data: { testid: 'block', blockId: block.block_id ?? '', blockType: block.type },
    },
    render(block, surface),
  );
}

/** A kind of block this page does not know is named, so that nothing vanishes unseen. */
function unknown(block, { reader }) {
  return h('p', { class: 'block-unknown' }, reader.t('unknownBlock', { type: block.type }));
}

function section(block, surface) {
  const words = h(
    'div',
    { class: 'section-words' },
    block.text && h('div', { class: 'section-text' }, textObject(block.text, surface.reader)),
    block.fields &&
      h(
        'div',
        { class: 'section-fields' },
        block.fields.map((f) => h('div', { class: 'section-field' }, textObject(f, surface.reader))),
      ),
  );
  return h(
    'div',
    { class: 'section' },
    words,
    block.accessory && h('div', { class: 'section-accessory' }, element(block.accessory, block, surface)),
  );
}

function context(block, surface) {
  const out = h('div', { class: 'context' });
  for (const e of block.elements ?? []) {
    append(out, e.type === 'image' ? picture(e, surface.reader, 'context-image') : textObject(e, surface.reader));
  }
  return out;
}

function actions(block, surface) {
  return h(
    'div',
    { class: 'actions' },
    (block.elements ?? []).map((e) => element(e, block, surface)),
  );
}
