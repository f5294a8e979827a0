// Nothing is fetched from another house until the reader asks for it.

/** Shows the buttons of every facade, and puts the frame in place of the facade when one is pressed. */
export function embeds(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-embed]")) {
    button.hidden = false;
    button.addEventListener("click", () => load(button), { once: true });
  }
}

function load(button: HTMLButtonElement): void {
  const { embedSrc, embedTitle } = button.dataset;
  const place = button.closest(".embed__frame");
  if (!place || !embedSrc?.startsWith("https://")) return;
  const frame = document.createElement("iframe");
  frame.src = embedSrc;
  frame.title = embedTitle ?? "";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  place.replaceChildren(frame);
  frame.focus();
}
