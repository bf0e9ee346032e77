import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What a color says: `good` works, `warning` needs somebody soon, `bad` is refused or failed, `quiet` is out of use */
type Tone = 'good' | 'waiting' | 'begun' | 'warning' | 'bad' | 'quiet'

export interface StatusWords {
  label: MessageDescriptor
  /** Of sign-in applications and APIs, which are of another gender than users in Portuguese */
  ofThing?: MessageDescriptor
  tone: Tone
}

/** Every status in the portal, as the server names it, with its words and its one color. */
export const statuses = {
  // Users, sign-in applications, registered APIs, API clients
  Active: {
    label: msg`Active`,
    ofThing: msg({ message: 'Active', context: 'of an application or API' }),
    tone: 'good',
  },
  Available: { label: msg`Available`, tone: 'good' },
  Invited: { label: msg`Invited`, tone: 'waiting' },
  PendingRegistration: { label: msg`Pending registration`, tone: 'begun' },
  NeedsAttention: { label: msg`Needs attention`, tone: 'warning' },
  Expired: {
    label: msg`Expired`,
    ofThing: msg({ message: 'Expired', context: 'of an application or API' }),
    tone: 'bad',
  },
  Suspended: { label: msg`Suspended`, tone: 'bad' },
  Inactive: {
    label: msg`Inactive`,
    ofThing: msg({ message: 'Inactive', context: 'of an application or API' }),
    tone: 'quiet',
  },
  // Entries of the audit trail
  Success: { label: msg`Success`, tone: 'good' },
  Failure: { label: msg`Failure`, tone: 'bad' },
  // Mails
  sent: { label: msg`Sent`, tone: 'good' },
  waiting: { label: msg`Waiting`, tone: 'waiting' },
  failed: { label: msg`Failed`, tone: 'bad' },
  kept: { label: msg`Kept`, tone: 'quiet' },
  // Signing keys
  active: { label: msg({ message: 'Active', context: 'of a key' }), tone: 'good' },
  next: { label: msg`Next`, tone: 'waiting' },
  retired: { label: msg`Retired`, tone: 'quiet' },
  // What is switched on, or is somewhere
  On: { label: msg`On`, tone: 'good' },
  Off: { label: msg`Off`, tone: 'quiet' },
  Deployed: { label: msg`Deployed`, tone: 'good' },
  NotDeployed: { label: msg`Not deployed`, tone: 'quiet' },
} as const satisfies Record<string, StatusWords>

export type Status = keyof typeof statuses
