import { ending, EXIT } from './exit-codes.js';

/** What stops a run: how it was called, how the show is set up, the engine, the network, this computer. */
export const PROGRAM_ERRORS = {
  ...ending(EXIT.usage, {
    E_COMMAND: ['The command line names no command, or one that does not exist.', 'See lector --help.'],
    E_FLAG: [
      'An option does not exist, has no value, or has one it cannot take; keys are never taken as options.',
      'See --help of the command.',
    ],
  }),
  ...ending(EXIT.config, {
    E_CONFIG: [
      'The configuration is missing, cannot be read, or two of its values do not go together.',
      'Correct the line the message names; "lector init" writes a configuration that works.',
    ],
    E_CONFIG_EMPTY: ['The configuration file is empty.', 'Run "lector init" to get one that works.'],
    E_UNKNOWN_KEY: ['A key stands there that nothing reads.', 'Write the key the message suggests, or remove it.'],
    E_SECRET_IN_CONFIG: [
      'The configuration holds a key in plain text.',
      'Put it into the environment and write ${NAME} in its place.',
    ],
    E_S3_BUCKET: ['A bucket has a name no store takes.', 'Use 3 to 63 lower-case letters, digits, hyphens and dots.'],
    E_PUBLISH_KEY: [
      'The place to publish to needs credentials, and the environment has none.',
      'Set the variables the message names; secrets never belong in the configuration.',
    ],
    E_PUBLISH_TARGET: [
      'No place to publish to is configured, or none of that name, or it is not clear which.',
      'Describe it under publish: in lector.yaml, and name it: lector publish NAME.',
    ],
    E_STORE_ADDRESS: [
      'The address of the store that machines share is misspelt, or the environment lacks its credentials.',
      'Write a folder or s3://bucket/prefix, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    ],
    E_SIGNING: [
      'Audio cannot be signed: the certificate, its key or the package for it cannot be used.',
      'Correct disclosure.c2pa, or take it out.',
    ],
    E_OUT_DIR: [
      'The output folder would hold the project, its sources or the whole disk.',
      'Give the published show a folder of its own, such as outDir: output.',
    ],
    E_OUT_FOREIGN: [
      'The output folder holds a site or a show of somebody else, or a file of theirs where one is to be published.',
      'Publish into a folder of its own, move the file away, or add --adopt to take what is there.',
    ],
    E_LEXICON: [
      'An entry of a lexicon has an unknown form, says nothing, or stands twice.',
      'Correct the line; lexicon.yaml of "lector init" shows every form.',
    ],
    E_LEXICON_GROWTH: [
      'The lexicon makes the spoken text several times longer than the written one.',
      'Shorten the entry the message names.',
    ],
    E_TEMPLATE: [
      'A template cannot be read, is not closed, or failed while it was filled in.',
      'Correct the line; templates/README.md has the rules.',
    ],
    E_TEMPLATE_FIELD: [
      'A template prints a field that does not exist.',
      'Use the fields named in templates/README.md.',
    ],
    E_TEMPLATE_HELPER: ['A template calls a formatter that does not exist.', 'Use those in templates/README.md.'],
    E_TEMPLATE_RAW: [
      'A template prints a value without escaping it.',
      'Write {{field}}, {{html field}} for sanitised HTML, {{jsonScript field}} inside a script.',
    ],
    E_TEMPLATE_ATTR: [
      'A template prints a value where an attribute has no quotes, or into on… or style.',
      'Put quotes around it: href="{{url}}".',
    ],
    E_TEMPLATE_DEPTH: ['Blocks or partials of a template are nested too deep.', 'Take the template apart.'],
    E_TEMPLATE_LIMIT: [
      'A template is too large, prints too much or takes too long.',
      'Take it apart; templates/README.md has the limits.',
    ],
    E_TEMPLATE_OUTPUT: [
      'A template of templates/outputs has no head or no place of its own, or printed something else than its type.',
      'Write each:, path: and type: at its beginning; templates/README.md has examples.',
    ],
    E_VOICE_UNKNOWN: [
      'The speech engine has no voice of that name.',
      'Choose one of those the message or "lector voices" lists.',
    ],
    E_ENGINE_UNKNOWN: ['There is no speech engine of that name.', 'Set tts.engine to one that "lector voices" lists.'],
    E_API_KEY: [
      'The speech engine needs a key, and the environment has none.',
      'Set the variable the message names; keys never belong in the configuration.',
    ],
  }),
  ...ending(EXIT.engine, {
    E_ENGINE: [
      'The speech engine failed, or its service cannot be reached or is overloaded.',
      'Run the same command again; what is narrated is kept and not paid twice.',
    ],
    E_ENGINE_REFUSED: [
      'The service refuses the key, the account or the credit.',
      'Check the key and the account; nothing is asked until then.',
    ],
    E_CLIP: [
      'The engine gave audio that cannot be what was asked for, twice.',
      'Change the sentence the message quotes, choose another voice, or run again.',
    ],
    E_TTS_EMPTY: ['The engine gave no audio for a text.', 'Run again; if it stays, choose another voice.'],
    E_TTS_NOT_AUDIO: ['The engine answered with something that is no audio.', 'See what it says; check its address.'],
    E_TTS_FORMAT: ['The engine gave another audio format than WAV.', 'Set the engine to answer with WAV or PCM.'],
    E_TTS_SILENT: ['The engine gave silence for a text.', 'Run again; if it stays, choose another voice.'],
    E_FETCH: [
      'A download failed: the server did not answer, or not with what was asked for.',
      'Check the address and the connection, and run again.',
    ],
    E_REDIRECT: [
      'An address leads on too often, in a circle, or to a place it must not.',
      'Use the address it should lead to.',
    ],
    E_TRUNCATED: ['A download ended before it was whole.', 'Run again.'],
    E_XML_TRUNCATED: ['A feed ends in the middle.', 'Run again later.'],
    E_FEED_NOT_XML: ['A feed address answers with a page or something else.', 'Use the address of the feed itself.'],
    E_FEED_CHANGED: [
      'A feed that had items before is suddenly a page or empty; what it had stays published.',
      'Look at the address in a browser; run again later.',
    ],
    E_STORE: [
      'The store that machines share cannot be reached, refuses the key, or lacks what sharing needs.',
      'Check store: and the credentials, and run the same command again: what is made is kept.',
    ],
    E_PUBLISH: [
      'The place the show is published to cannot be reached, or goes on failing; the feed out there is the old one.',
      'Run the same command again: it goes on where it stopped.',
    ],
    E_PUBLISH_REFUSED: [
      'The place the show is published to refuses the key or the request; the feed out there is the old one.',
      'Check the credentials in the environment, and publish: in the configuration.',
    ],
    E_BODY_LONG: ['A server sends more than may be read.', 'Raise limits.documentBytes, or take another address.'],
  }),
  ...ending(EXIT.budget, {
    E_BUDGET: [
      'The build would spend more than a ceiling of the configuration allows.',
      'Raise the key the message names and run again; nothing is paid twice.',
    ],
  }),
  ...ending(EXIT.environment, {
    E_ENGINE_PLATFORM: [
      'The speech engine does not run here, or its program or package is not installed.',
      'Install it as the message says, or set tts.engine to embedded.',
    ],
    E_FFMPEG: ['ffmpeg failed, or cannot write MP3.', 'Read its last lines in the message; install a full ffmpeg.'],
    E_FFMPEG_MISSING: ['ffmpeg was not found.', 'Install it, or set ffmpeg.path.'],
    E_FFMPEG_OLD: ['The only ffmpeg found is too old.', 'Install the version the message names or a later one.'],
    E_QUEUE: [
      'The queue cannot be reached, or is set up so that it would forget jobs.',
      'Start Redis or Valkey with maxmemory-policy noeviction, and run the same command again: what is made is kept.',
    ],
    E_PROGRAM: ['A program could not be started, hung, or printed without end.', 'Try it by hand; see lector doctor.'],
    E_DISK: ['The disk is full.', 'Free some space and run the same command again.'],
    E_WRITE: ['A file or folder cannot be written.', 'Give this user the right to write there.'],
    E_PORT: ['The port of the preview is taken or not allowed.', 'Choose another with --port, or --port 0 for any.'],
  }),
  ...ending(EXIT.locked, {
    E_LOCKED: ['Another run is working on this show.', 'Wait for it to end, or stop it.'],
    E_FEED_CONFLICT: [
      'Feed or manifest were changed, by another machine or by hand, while this run was at work.',
      'Run the same command again: it goes on from what is published now.',
    ],
  }),
  ...ending(EXIT.newerState, {
    E_STATE_VERSION: ['A newer Lector wrote the state of this show.', 'Upgrade Lector; the file is left as it is.'],
  }),
  ...ending(EXIT.interrupted, {
    E_INTERRUPTED: ['The run was stopped.', 'Run the same command again: it goes on where it stopped.'],
  }),
  ...ending(EXIT.bug, {
    E_BUG: [
      'Something happened that the program did not foresee.',
      'Run again with --debug and report what it prints.',
    ],
  }),
};
