// Interactive elements: each is a control that keeps its value in the
// surface's form and, in an actions or section block, tells the bot.

import { h, icon } from './dom.js';
import { plain, textObject } from './mrkdwn.js';
import { picture } from './files.js';
import { confirm } from './confirm.js';
import { openList } from './listbox.js';
import { choicesOf, optionsOf, single, several } from './selects.js';
import { textInput, dateInput, fileInput } from './fields.js';

const RENDER = {
  button,
  workflow_button: button,
  overflow,
  image: (e, block, surface) => picture(e, surface.reader, 'accessory-image'),
  checkboxes: choices,
  radio_buttons: choices,
  datepicker: dateInput,
  timepicker: dateInput,
  datetimepicker: dateInput,
  plain_text_input: textInput,
  rich_text_input: textInput,
  number_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  file_input: fileInput,
};

/** element renders one element of a block. `field` ties it to an input block's label, hint and error. */
export function element(e, block, surface, field = null) {
  const render = RENDER[e.type] ?? (e.type?.endsWith('_select') ? select : null);
  if (!render) return h('span', { class: 'block-unknown' }, surface.reader.t('unknownBlock', { type: e.type }));
  const node = render(e, block, surface, field, (value) => changed(e, block, surface, value));
  const control = node.matches?.('button, input, textarea, select')
    ? node
    : (node.querySelector?.('button, input, textarea, select') ?? node);
  if (control.dataset) Object.assign(control.dataset, { actionId: e.action_id ?? '', blockId: block.block_id ?? '' });
  if (field) describe(control, field);
  return node;
}

function describe(control, { id, describedBy }) {
  control.id = id;
  control.setAttribute('aria-describedby', describedBy);
}

/** changed keeps a value and, where the block says so, tells the bot of it. */
async function changed(e, block, surface, value) {
  const before = surface.form.get(block, e);
  if (e.confirm && !(await confirm(e.confirm, surface.reader))) return before;
  surface.form.set(block, e, value);
  if (block.type !== 'input' || block.dispatch_action) surface.act(block, e, value);
  return value;
}

function button(e, block, surface) {
  const style = e.style ? ` button-${e.style}` : '';
  const press = async () => {
    if (e.confirm && !(await confirm(e.confirm, surface.reader))) return;
    if (/^https?:\/\//i.test(e.url ?? '')) window.open(e.url, '_blank', 'noopener,noreferrer');
    node.disabled = true;
    node.setAttribute('aria-busy', 'true');
    await surface.act(block, e);
    node.disabled = false;
    node.removeAttribute('aria-busy');
  };
  const node = h(
    'button',
    { type: 'button', class: `button${style}`, 'aria-label': e.accessibility_label ?? null, on: { click: press } },
    plain(e.text),
  );
  return node;
}

function overflow(e, block, surface) {
  const { reader } = surface;
  const pick = async (item) => {
    if (e.confirm && !(await confirm(e.confirm, reader))) return;
    if (/^https?:\/\//i.test(item.url ?? '')) window.open(item.url, '_blank', 'noopener,noreferrer');
    surface.act(block, e, item.value);
  };
  const node = h(
    'button',
    {
      type: 'button',
      class: 'button button-icon',
      'aria-label': reader.t('moreActions'),
      'aria-haspopup': 'listbox',
      on: {
        click: () =>
          openList({
            anchor: node,
            items: optionsOf(e.options),
            t: reader.t,
            filter: false,
            onPick: pick,
            label: reader.t('moreActions'),
            align: 'end',
          }),
      },
    },
    icon('more'),
  );
  return node;
}

function select(e, block, surface, field, change) {
  const external = e.type.endsWith('external_select');
  const known = external ? [...optionsOf([e.initial_option ?? e.initial_options ?? []].flat())] : null;
  const items = () => known ?? choicesOf(e, surface.reader);
  const source =
    external &&
    (async (word) => {
      if (word.length < (e.min_query_length ?? 3)) return [];
      const found = choicesOf(await surface.suggest(block, e, word), surface.reader);
      known.push(...found.filter((i) => !known.some((k) => k.value === i.value)));
      return found;
    });
  const current = surface.form.get(block, e);
  const options = {
    reader: surface.reader,
    placeholder: plain(e.placeholder) || surface.reader.t('choose'),
    items,
    source,
    field,
    clearable: Boolean(field && block.optional),
    max: e.max_selected_items,
  };
  return e.type.startsWith('multi_') ? several(current, options, change) : single(current, options, change);
}

/** choices renders checkboxes and radio buttons. */
function choices(e, block, surface, field, change) {
  const many = e.type === 'checkboxes';
  const chosen = new Set([surface.form.get(block, e)].flat());
  const name = `${block.block_id}-${e.action_id}-${Math.random().toString(36).slice(2)}`;
  const tell = async () => {
    const values = [...group.querySelectorAll('input:checked')].map((i) => i.value);
    const kept = new Set([await change(many ? values : (values[0] ?? ''))].flat());
    for (const i of group.querySelectorAll('input')) i.checked = kept.has(i.value);
  };
  const group = h(
    'div',
    { class: 'choices', role: many ? 'group' : 'radiogroup', 'aria-labelledby': field?.label ?? null },
    (e.options ?? []).map((o) => {
      const input = h('input', {
        type: many ? 'checkbox' : 'radio',
        name,
        value: o.value,
        on: { change: tell },
        data: { actionId: e.action_id ?? '', blockId: block.block_id ?? '' },
      });
      input.checked = chosen.has(o.value);
      return h(
        'label',
        { class: 'choice' },
        input,
        h(
          'span',
          {},
          textObject(o.text, surface.reader),
          o.description && h('span', { class: 'choice-detail' }, textObject(o.description, surface.reader)),
        ),
      );
    }),
  );
  return group;
}
