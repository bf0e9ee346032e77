import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Box, Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { renewSession } from '../api/renew-session.ts'
import { lastAnsweredAt } from '../api/send-request.ts'
import { invalidateSession, useSession } from '../api/session.ts'
import { Notice } from '../components/feedback/notice.tsx'

const minute = 60_000
const endNotice = 5 * minute
const idleNotice = 2 * minute

/** Says some minutes before that the session ends, and how to go on without losing what is on the page. */
export default function SessionEndNotice() {
  const { t } = useLingui()
  const { session } = useSession()
  const now = useNow()
  const end = Date.parse(session.expiresAt) - now
  // The server notes the last use once a minute.
  const idle = session.idleMinutes === null ? Number.POSITIVE_INFINITY : idleEnd(session.idleMinutes) - now
  if (end > 0 && end <= endNotice) {
    return (
      <EndNotice
        text={t`Your session ends in ${plural(minutesOf(end), { one: '# minute', other: '# minutes' })}.`}
        label={t`Sign in again`}
        go={() => renewSession('ends-soon')}
      />
    )
  }
  if (idle > 0 && idle <= idleNotice) {
    const text = t`Your session ends in ${plural(minutesOf(idle), { one: '# minute', other: '# minutes' })}, because nothing has been done.`
    return <EndNotice text={text} label={t`Stay signed in`} go={invalidateSession} />
  }
  return null
}

const idleEnd = (idleMinutes: number): number => lastAnsweredAt() + (idleMinutes - 1) * minute
const minutesOf = (milliseconds: number): number => Math.ceil(milliseconds / minute)

function EndNotice({ text, label, go }: { text: string; label: string; go(): Promise<unknown> }) {
  return (
    <Box mb="md">
      <Notice role="status" tone="warning">
        <Group gap="sm">
          <Text size="sm">{text}</Text>
          <Button size="xs" variant="default" onClick={go}>
            {label}
          </Button>
        </Group>
      </Notice>
    </Box>
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
