import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, VisuallyHidden } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { AuditEntry } from '../../components/activity/queries.ts'
import type { LiveTail } from './use-live-tail.ts'

/** Switches on that new entries appear by themselves, and says how many have. */
export function LiveSwitch({ live, entries = [] }: { live: LiveTail; entries: AuditEntry[] | undefined }) {
  const { t } = useLingui()
  const { isOn, since = '', toggle } = live
  const added = isOn ? entries.filter(({ occurredAt }) => occurredAt >= since).length : 0
  const Icon = isOn ? IconPlayerPause : IconPlayerPlay
  return (
    <>
      <Button variant="default" leftSection={<Icon size={16} aria-hidden />} aria-pressed={isOn} onClick={toggle}>
        <Trans>Live</Trans>
      </Button>
      <VisuallyHidden role="status">
        {isOn &&
          (added > 0 ? t`${plural(added, { one: '# new entry', other: '# new entries' })}` : t`Waiting for entries`)}
      </VisuallyHidden>
    </>
  )
}
