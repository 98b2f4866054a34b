/**
 * Keys while the focus is in the player (WCAG 2.1.4: single keys act only there): space or K plays, J and L skip,
 * comma and full stop change chapters, < and > change speed.
 */
export function enableKeys(
  host: HTMLElement,
  actions: {
    readonly toggle: () => void;
    readonly seek: (bySeconds: number) => void;
    readonly step: (by: 1 | -1) => void;
    readonly speed: HTMLSelectElement;
  },
): void {
  const { toggle, seek, step, speed } = actions;
  const changeSpeed = (by: 1 | -1): void => {
    const index = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
    speed.selectedIndex = index;
    speed.dispatchEvent(new Event('change'));
  };
  const keys: Readonly<Record<string, () => void>> = {
    k: toggle,
    j: () => seek(-15),
    l: () => seek(30),
    ',': () => step(-1),
    '.': () => step(1),
    '<': () => changeSpeed(-1),
    '>': () => changeSpeed(1),
  };
  host.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
    const action = event.key === ' ' && !isButton ? toggle : keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
