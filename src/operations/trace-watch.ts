import type { Context, Span } from '@opentelemetry/api';
import type { BuildEvent } from '../context.js';
import type { Environment } from '../config.js';
import type { WatchEvent } from '../watch/run-watch.js';

/** Turns what a watch does into spans: one a round, below it one an episode, below that one a stage. */
export type Tracing = {
  watch(event: WatchEvent): void;
  /** Sends what is left. */
  close(): Promise<void>;
};

type Open = { readonly episode: Span; readonly context: Context; stage?: Span };

/** Whether the standard variables ask for traces (OpenTelemetry specification, "Environment Variable Specification"). */
export function isTraced({
  OTEL_SDK_DISABLED: disabled,
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_EXPORTER_OTLP_ENDPOINT: all = '',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces = '',
}: Environment): boolean {
  if (disabled?.toLowerCase() === 'true' || exporter === 'none') return false;
  return exporter === 'otlp' || all !== '' || traces !== '';
}

/**
 * Sends traces by OTLP (http/protobuf) to where the standard `OTEL_*` variables say. Spans hold slugs, counts and codes,
 * and neither texts nor titles.
 *
 * @throws what loading the packages throws, where they are not installed.
 */
export async function openTracing(version: string): Promise<Tracing> {
  const [{ trace, ROOT_CONTEXT, SpanStatusCode }, sdk, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('@opentelemetry/resources'),
  ]);
  const resource = resources
    .resourceFromAttributes({ 'service.name': 'lector', 'service.version': version })
    .merge(resources.detectResources({ detectors: [resources.envDetector] }));
  const provider = new sdk.BasicTracerProvider({
    resource,
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('lector', version);
  let round: { readonly span: Span; readonly context: Context } | undefined;
  const open = new Map<string, Open>();

  function episodeOf(slug: string): Open {
    const known = open.get(slug);
    if (known) return known;
    const within = round?.context ?? ROOT_CONTEXT;
    const episode = tracer.startSpan('episode', { attributes: { 'lector.slug': slug } }, within);
    const begun = { episode, context: trace.setSpan(within, episode) };
    open.set(slug, begun);
    return begun;
  }

  function progress(event: BuildEvent): void {
    if (event.type === 'stage') {
      const found = episodeOf(event.slug);
      found.stage?.end();
      found.stage = tracer.startSpan(event.stage, {}, found.context);
    }
    if (event.type !== 'episode') return;
    const { slug, outcome, costUsd = 0, synthesisedCount = 0 } = event.row;
    const found = open.get(slug);
    if (!found) return;
    found.stage?.end();
    found.episode.setAttributes({
      'lector.outcome': outcome,
      'lector.cost_usd': costUsd,
      'lector.narrated': synthesisedCount,
    });
    if (outcome === 'failed') found.episode.setStatus({ code: SpanStatusCode.ERROR });
    found.episode.end();
    open.delete(slug);
  }

  return {
    watch(event) {
      if (event.type === 'round-begun') {
        const span = tracer.startSpan(
          'round',
          { attributes: { 'lector.sources': event.sources.length } },
          ROOT_CONTEXT,
        );
        round = { span, context: trace.setSpan(ROOT_CONTEXT, span) };
      }
      if (event.type === 'progress') progress(event.event);
      if (event.type !== 'round') return;
      for (const { episode, stage } of open.values()) {
        stage?.end();
        episode.end();
      }
      open.clear();
      const codes = event.findings.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
      round?.span.setAttributes({ 'lector.errors': [...new Set(codes)] });
      if (codes.length > 0) round?.span.setStatus({ code: SpanStatusCode.ERROR });
      round?.span.end();
      round = undefined;
    },
    close: () => provider.shutdown(),
  };
}
