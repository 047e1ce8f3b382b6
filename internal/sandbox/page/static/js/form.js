// What has been typed and chosen on one surface (a view or a message), as the
// plain values /control/submit takes: a string, or a list of strings.

const values = (options) => (options ?? []).map((o) => o.value);

const INITIAL = {
  plain_text_input: (e) => e.initial_value ?? '',
  rich_text_input: () => '',
  number_input: (e) => e.initial_value ?? '',
  email_text_input: (e) => e.initial_value ?? '',
  url_text_input: (e) => e.initial_value ?? '',
  static_select: (e) => e.initial_option?.value ?? '',
  external_select: (e) => e.initial_option?.value ?? '',
  users_select: (e) => e.initial_user ?? '',
  channels_select: (e) => e.initial_channel ?? '',
  conversations_select: (e) => e.initial_conversation ?? '',
  multi_static_select: (e) => values(e.initial_options),
  multi_external_select: (e) => values(e.initial_options),
  multi_users_select: (e) => e.initial_users ?? [],
  multi_channels_select: (e) => e.initial_channels ?? [],
  multi_conversations_select: (e) => e.initial_conversations ?? [],
  datepicker: (e) => e.initial_date ?? '',
  timepicker: (e) => e.initial_time ?? '',
  datetimepicker: (e) => (e.initial_date_time ? String(e.initial_date_time) : ''),
  checkboxes: (e) => values(e.initial_options),
  radio_buttons: (e) => e.initial_option?.value ?? '',
  file_input: () => [],
};

/** stateful lists a block's elements that hold a value. */
function stateful(block) {
  return [block.element, block.accessory, ...(block.elements ?? [])].filter((e) => e && e.type in INITIAL);
}

export class Form {
  #values = new Map();

  /** seed takes up a new version of the surface: what is still there keeps its value, as in Slack. */
  seed(blocks) {
    const kept = new Map();
    for (const block of blocks ?? []) {
      for (const element of stateful(block)) {
        const key = this.#key(block, element);
        const initial = { block: block.block_id, action: element.action_id, value: INITIAL[element.type](element) };
        kept.set(key, this.#values.get(key) ?? initial);
      }
    }
    this.#values = kept;
  }

  #key(block, element) {
    return JSON.stringify([block.block_id, element.action_id, element.type]);
  }

  get(block, element) {
    return this.#values.get(this.#key(block, element))?.value ?? '';
  }

  set(block, element, value) {
    this.#values.set(this.#key(block, element), { block: block.block_id, action: element.action_id, value });
  }

  /** values gives {block_id: {action_id: value}}. */
  values() {
    const out = {};
    for (const { block, action, value } of this.#values.values()) {
      if (block && action) (out[block] ??= {})[action] = value;
    }
    return out;
  }

  /**
   * faults checks what Slack's client checks before it sends: {block_id: sentence}.
   * The app's own checks come back from it.
   */
  faults(blocks, t) {
    const found = {};
    for (const block of blocks ?? []) {
      if (block.type !== 'input') continue;
      const fault = faultOf(block, this.get(block, block.element), t);
      if (fault) found[block.block_id] = fault;
    }
    return found;
  }
}

function faultOf(block, value, t) {
  const { element } = block;
  const size = [...value].length;
  if (size === 0) return block.optional ? null : t('required');
  if (element.min_length && size < element.min_length) return t('minLength', { n: element.min_length });
  if (element.max_length && size > element.max_length) return t('maxLength', { n: element.max_length });
  if (element.max_selected_items && size > element.max_selected_items)
    return t('tooMany', { n: element.max_selected_items });
  if (element.type === 'number_input' && Number.isNaN(Number(value))) return t('badNumber');
  return null;
}
