import type { Command } from 'commander';
import type { Span } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import type { Reading } from '../../../sources/source.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector extract`: what of a page is taken for the article, and what was dropped and why. */
export function registerExtract(program: Command): void {
  program
    .command('extract')
    .description('show what of a file or page is taken for the article, and with --why what was dropped')
    .argument('<target>', 'a file, or the address of a page or feed')
    .addOption(valueOption('--selector <css>', 'take what this selector finds for the article', parseText))
    .option('--why', 'also show what was dropped, each piece with the reason')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector extract articles/page.html --why\n  $ lector extract https://example.org/story --json',
    )
    .action(async (target: string, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { why?: boolean; selector?: string }>();
      const session = openSession(flags);
      const { terminal, cwd } = session;
      const config = await session.config();
      const request = { target, cwd, ...present({ selector: flags.selector }) };
      const readings = await session.open(config).extract(request);
      const { writeBlock } = await import('../../../model/text/block-text.js');
      for (const reading of readings) {
        terminal.printJson(reading);
        const { provenance } = reading;
        const fields = fieldsOf(reading);
        for (const [name, value] of Object.entries(fields)) {
          if (value === undefined || value === '') continue;
          const origin = provenance[name] === undefined ? '' : `  (${provenance[name]})`;
          terminal.print(`${name}: ${value}${origin}`);
        }
        if (reading.kind !== 'article') continue;
        terminal.print('');
        for (const block of reading.blocks) {
          const mark = block.audio === undefined ? '' : `(${block.audio}) `;
          terminal.print(`${block.kind.padEnd(11)} ${mark}${writeBlock(block, showStruck)}`);
        }
        if (flags.why !== true) continue;
        terminal.print(reading.dropped.length > 0 ? '\nDropped' : '\nNothing was dropped.');
        for (const { text, reason, line } of reading.dropped) {
          const at = line === undefined ? '' : ` (line ${line})`;
          terminal.print(`${reason}${at}: ${text.length > 160 ? `${text.slice(0, 159)}…` : text}`);
        }
      }
    });
}

/** Crossed out as Markdown writes it. */
function showStruck({ text, isStruck }: Span): string {
  return isStruck === true ? `~~${text}~~` : text;
}

/** What is known of the item, in the order it is shown. */
function fieldsOf(reading: Reading): Readonly<Record<string, string | undefined>> {
  const { title, standfirst, publishedAt, modifiedAt, authors, language, section, tags } = reading;
  const { image, canonicalUrl, siteName } = reading;
  return {
    title,
    standfirst,
    publishedAt,
    modifiedAt,
    authors: authors.join(', '),
    language,
    section,
    tags: tags.join(', '),
    image,
    canonicalUrl,
    siteName,
  };
}
