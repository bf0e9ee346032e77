import { useLingui } from '@lingui/react/macro'
import type { RenewalReason } from '../../api/renew-session.ts'
import { wordsOfSessionEnd } from './words-of-session-end.ts'

/** Why somebody is asked to sign in again */
export default function SessionEndText({ reason }: { reason: RenewalReason }) {
  const { i18n } = useLingui()
  return i18n._(wordsOfSessionEnd(reason))
}
