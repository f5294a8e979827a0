// A share button is hidden in the page: without this script it could do nothing.

/** Shows the share buttons. They open the share sheet of the device, or else copy the address. */
export function sharing(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => void share(button));
  }
}

async function share(button: HTMLButtonElement): Promise<void> {
  const { shareUrl, shareTitle, shareDone } = button.dataset;
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  const url = shareUrl || canonical || location.href;
  const said = button.parentElement?.querySelector<HTMLElement>('[role="status"]');
  const say = (text: string): void => {
    if (said) said.textContent = text;
  };
  say("");
  if (typeof navigator.share === "function") {
    try {
      return await navigator.share({ title: shareTitle || document.title, url });
    } catch (reason) {
      if (reason instanceof DOMException && reason.name === "AbortError") return; // the reader thought better of it
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    say(shareDone || "✓");
  } catch {
    say(url); // no clipboard here: at least show what to copy
  }
}
