import type { ShowState } from '../../context.js';
import type { Config } from '../../config.js';
import { LectorError, toLectorError, warning } from '../../errors.js';
import { AUDIO_FORMATS, bitrateOf, type AudioFile } from '../../model/audio-file.js';
import type { Draft } from '../../model/publication/draft.js';
import type { RenderedNotes } from '../../model/episode.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import type { Timeline, TimelineItem } from '../../model/timeline.js';
import { listTakes } from '../../narration/list-takes.js';
import { estimateMs, speakingRate } from '../../narration/plan-narration.js';
import { composeEpisode } from '../../notes/compose-episode.js';
import { writeNotes } from '../../notes/write-notes.js';
import { writeScript, type ScriptContext } from '../../script/write-script.js';
import { openTemplates } from '../../templates/render.js';
import { describeNarrated } from '../episodes/describe-episode.js';
import { scriptContextOf, speakingOf } from '../episodes/open-episode-context.js';
import { isDue } from '../items/assign-records.js';
import type { HeldItem } from '../items/held-items.js';
import { isHeardAsPublished } from '../review/hold-unapproved.js';
import { openJudge, type Judge } from '../review/judge-approval.js';
import { listWork, type WorkItem } from '../review/list-work.js';
import { leftOutOf, type SourceScript } from './scripts.js';

type Held = HeldItem & Pick<Draft, 'scheduledAt' | 'review'>;

/** Only counts samples that nobody plays. */
const ESTIMATE_RATE_HZ = 1000;
const BITS_PER_BYTE = 8;

/**
 * Everything that is read and not published: drafts, what waits for its day, and what lacks a date, a name or an answer.
 * Nothing is narrated, written or sent; sound that is kept already is named.
 */
export async function listDrafts(state: ShowState): Promise<readonly Draft[]> {
  const findings: Finding[] = [];
  const quiet: ShowState = { ...state, warn: (finding) => void findings.push(finding) };
  const { items } = await listWork(quiet);
  const judge = await openJudge(quiet, new Set(items.map(({ assignment }) => assignment.slug)));
  const drafts: Draft[] = [];
  const waiting: Held[] = [];
  for (const work of items) {
    const found = await heldOf(work, { state, judge });
    if (found) waiting.push(found);
  }
  const context = await scriptContextOf(quiet);
  for (const entry of waiting) {
    state.signal.throwIfAborted();
    const own = (finding: Finding): boolean => finding.place?.file === entry.item.source.location;
    const told = findings.filter((finding) => own(finding) && finding.code !== entry.reason.code);
    drafts.push(await draftOf(entry, { state: quiet, context, told }));
  }
  return drafts;
}

/** Why an item is not out, or not as it is heard now; nothing for what is. */
async function heldOf(
  { assignment, job, held }: WorkItem,
  { state, judge }: { readonly state: ShowState; readonly judge: Judge },
): Promise<Held | undefined> {
  const { item, slug, publishedAt } = assignment;
  const place = { file: item.source.location };
  const isReviewed = state.config.review === 'required' && !isHeardAsPublished(job);
  const judged = isReviewed && job.work !== 'refuse' ? await judge.judge(job) : undefined;
  const changes = judged && (await judge.changesOf(job, judged.approval));
  const review = judged && {
    isApproved: judged.isApproved,
    why: judged.why,
    command: `lector approve ${slug}`,
    ...present({ changes }),
  };
  const common = { item, slug, ...present({ review }) };
  if (held) return { ...common, reason: held };
  if (job.work === 'refuse') return { ...common, reason: { place, ...job.failure.toFinding() } };
  if (!isDue(assignment, { now: state.now() })) {
    const message = `dated ${publishedAt}: published by the first build after that.`;
    return { ...common, reason: warning('W_SCHEDULED', message, { place }), scheduledAt: publishedAt };
  }
  if (!judged) return undefined;
  if (judged.isApproved) {
    const message = `it goes out with the next build: ${judged.why}.`;
    return { ...common, reason: warning('W_REVIEW', message, { place }) };
  }
  const what = assignment.record ? 'its correction waits' : 'it waits';
  return { ...common, reason: warning('W_REVIEW', `${what} for approval: ${judged.why}.`, { place }) };
}

async function draftOf(
  { item, slug, reason, scheduledAt, review }: Held,
  {
    state,
    context,
    told,
  }: { readonly state: ShowState; readonly context: ScriptContext; readonly told: readonly Finding[] },
): Promise<Draft> {
  const { title, kind, language, source } = item;
  const findings = [...told];
  const warn = (finding: Finding): void => void findings.push(finding);
  const common = {
    slug,
    title,
    kind,
    language,
    location: source.location,
    reason,
    ...present({ scheduledAt, review }),
  };
  if (item.kind === 'programme')
    return { ...common, findings, clips: new Map(), ...present({ recordingPath: item.audioPath }) };
  try {
    const script: SourceScript = { ...(await writeScript(item, { ...context, warn })), slug, leftOut: leftOutOf(item) };
    const timeline = estimateTimeline(script, speakingRate(speakingOf(state.config), language));
    const clips = await clipsOf(script, state);
    const notes = notesOf({ item, slug, script, timeline }, { state, warn });
    return { ...common, findings, script, notes, estimatedMs: timeline.durationMs, clips };
  } catch (error) {
    return { ...common, findings: [...findings, toLectorError(error).toFinding()], clips: new Map() };
  }
}

/** When what would be heard, if every word took its usual time. */
function estimateTimeline(script: SourceScript, rate: number): Timeline {
  const items: TimelineItem[] = [];
  let startMs = 0;
  for (const { id, spoken, pauseAfterMs } of script.utterances) {
    const endMs = startMs + Math.max(1, Math.round(estimateMs(spoken, rate)));
    items.push({ kind: 'speech', startMs, endMs, utteranceId: id, words: [] });
    items.push({ kind: 'pause', startMs: endMs, endMs: endMs + pauseAfterMs });
    startMs = endMs + pauseAfterMs;
  }
  return { durationMs: startMs, sampleRateHz: ESTIMATE_RATE_HZ, sampleCount: startMs, items };
}

function notesOf(
  { item, slug, script, timeline }: Pick<HeldItem, 'item' | 'slug'> & { script: SourceScript; timeline: Timeline },
  { state, warn }: { readonly state: ShowState; readonly warn: ShowState['warn'] },
): RenderedNotes {
  const { durationMs } = timeline;
  const [audio, ...alternates] = audioToBe({ slug, durationMs }, state.config);
  if (!audio) throw new LectorError('E_BUG', 'audio is to be published in no format.');
  const episode = composeEpisode({
    item,
    record: { guid: item.identity, slug, publishedAt: item.publishedAt ?? state.now().toISOString() },
    audio,
    alternates,
    ...describeNarrated({ timeline, script }),
    isExplicit: state.show.isExplicit,
  });
  return writeNotes({ episode, show: state.show }, { templates: openTemplates(state.templates), warn });
}

/** The files there would be, one of each format, as large as they come out. */
function audioToBe(
  { slug, durationMs }: { readonly slug: string; readonly durationMs: number },
  { audio: { formats, sampleRateHz: askedHz, ...audio } }: Config,
): readonly AudioFile[] {
  return formats.map((format): AudioFile => {
    const { mimeType, sampleRateHz = askedHz } = AUDIO_FORMATS[format];
    const bitrateKbps = bitrateOf(format, { ...audio, channelCount: 1 });
    const sizeBytes = Math.round((durationMs * bitrateKbps) / BITS_PER_BYTE);
    const measured = { durationMs, bitrateKbps, sampleRateHz, channelCount: 1, sizeBytes };
    return { path: '', name: `${slug}.${format}`, format, mimeType, sha256: '', ...measured };
  });
}

/** Sound that is kept of an earlier build; a show whose engine cannot be opened here has none. */
async function clipsOf(script: SourceScript, state: ShowState): Promise<ReadonlyMap<string, string>> {
  try {
    const session = await state.session();
    const found = new Map<string, string>();
    for (const { key, utterance } of await listTakes(script, { session, ...speakingOf(state.config) })) {
      const clip = await session.clips.get(key);
      if (clip) found.set(utterance.id, clip.path);
    }
    return found;
  } catch {
    return new Map();
  }
}
