/** Search fields lead to their page without leaving the document, so that what is heard goes on. */
export function enableSearchForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('.search-form') || event.defaultPrevented) return;
    event.preventDefault();
    const link = document.createElement('a');
    link.href = `${form.action}?${new URLSearchParams({ q: String(new FormData(form).get('q') ?? '') })}`;
    link.hidden = true;
    form.append(link);
    link.click();
    link.remove();
  });
}

/** What a page to search on is made of is loaded by those alone who are on one. */
export function enableSearchPage(signal: AbortSignal): void {
  const host = document.getElementById('search');
  if (host) void import('./search-page.js').then(({ searchOn }) => signal.aborted || searchOn(host, signal));
}
