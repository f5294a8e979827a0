/* The body of an article in the editor: Wagtail's stream of blocks, without the offer to add a
   piece of a kind that is not installed. Such a piece is shown, moved and taken out like any other. */
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  class BodyDefinition extends StreamBlockDefinition {
    constructor(name, groups, states, meta) {
      super(name, groups, states, meta);
      this.groupedChildBlockDefs = groups
        .map(([label, blocks]) => [label, blocks.filter((block) => block.name !== "kept")])
        .filter(([, blocks]) => blocks.length > 0);
    }
  }

  window.telepath.register("broadsheet.articles.Body", BodyDefinition);
})();
