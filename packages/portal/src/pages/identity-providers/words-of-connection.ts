import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ConnectionStep } from './queries.ts'

type Fault = NonNullable<ConnectionStep['reason']>

interface FaultWords {
  title: MessageDescriptor
  advice: MessageDescriptor
}

/** What is wrong with a provider, and what to do */
export const wordsOfFault: Record<Fault, FaultWords> = {
  unreachable: {
    title: msg`The provider cannot be reached`,
    advice: msg`Check the URL, whether a firewall blocks Portico, and that the certificate of the provider is valid for its name.`,
  },
  'forbidden-address': {
    title: msg`Portico may not reach the address of the provider`,
    advice: msg`Only https at public addresses is allowed. The operator of Portico can allow a private network.`,
  },
  refused: {
    title: msg`The provider answers with an error`,
    advice: msg`Check the URL, and what is registered at the provider for Portico.`,
  },
  'not-json': {
    title: msg`The answer is not what was expected`,
    advice: msg`Check the URL. It must lead to the data for programs, not to a page for people.`,
  },
  'issuer-differs': {
    title: msg`The issuer differs`,
    advice: msg`Compare the issuer and the URL in the settings with what the provider names as its issuer.`,
  },
  incomplete: {
    title: msg`Something is missing`,
    advice: msg`The settings and what the provider publishes are not enough. Enter what is missing in the settings, or ask the provider.`,
  },
  'credentials-refused': {
    title: msg`The provider refuses the client ID or the secret`,
    advice: msg`Copy both again from the provider, and check the client authentication.`,
  },
  'not-valid': {
    title: msg`What the provider publishes is not valid`,
    advice: msg`Check the URL of the metadata, and ask the provider for valid metadata.`,
  },
  denied: {
    title: msg`The provider refuses`,
    advice: msg`Ask the provider why it refuses Portico.`,
  },
}

const passed: Record<ConnectionStep['step'], MessageDescriptor> = {
  discovery: msg`The provider was found.`,
  keys: msg`The keys that its signatures are checked with were read.`,
  credentials: msg`The provider accepts the client ID and the secret, as far as it tells before a sign-in.`,
}

const earlierFailed = msg`Not tested, because an earlier step failed.`
const skipped: Record<ConnectionStep['step'], MessageDescriptor> = {
  discovery: msg`There is no URL to read it from. The settings are used.`,
  keys: earlierFailed,
  credentials: msg`The provider does not tell before a sign-in whether it accepts the client ID and the secret.`,
}

/** What came of a step. `isSaml`: a provider that knows Portico by no secret; `hasFailed`: a step did */
export function wordsOfStep(
  { step, outcome, reason }: ConnectionStep,
  { isSaml, hasFailed }: { isSaml: boolean; hasFailed: boolean },
): MessageDescriptor {
  if (outcome === 'passed') return passed[step]
  if (outcome === 'failed') return wordsOfFault[reason ?? 'refused'].advice
  if (step === 'credentials' && isSaml) return msg`A SAML provider needs none.`
  return hasFailed ? earlierFailed : skipped[step]
}
