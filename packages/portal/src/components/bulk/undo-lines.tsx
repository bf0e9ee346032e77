import { Plural, Trans } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { actorName } from '../values/actor-name.ts'
import { formatTime } from '../values/format-time.ts'
import type { BulkChange } from './queries.ts'

interface UndoLinesProps {
  change: BulkChange
  /** Shows a report in the place of this one. Without it, a link leads there. */
  onOpen?: (changeKey: string) => void
}

/** Which change this one undoes, and which one has undone it, with ways to their reports; nothing where there is none */
export function UndoLines({ change: { undoes, undoneBy }, onOpen }: UndoLinesProps) {
  if (!undoes && !undoneBy) return null
  const time = undoneBy && formatTime(undoneBy.createdAt)
  const name = undoneBy && actorName(undoneBy.actor)
  return (
    <Text size="sm">
      {undoes && (
        <ToReport of={undoes.key} onOpen={onOpen}>
          <Trans>Report of the change that this one undoes</Trans>
        </ToReport>
      )}
      {undoneBy && (
        <>
          {undoes && <br />}
          <Trans>
            Undone on {time} by <bdi>{name}</bdi>.
          </Trans>{' '}
          {undoneBy.status !== 'Processing' && undoneBy.left > 0 && (
            <>
              <Plural value={undoneBy.left} one="# user was not put back." other="# users were not put back." />{' '}
            </>
          )}
          <ToReport of={undoneBy.key} onOpen={onOpen}>
            <Trans>Report of the undo</Trans>
          </ToReport>
        </>
      )}
    </Text>
  )
}

interface ToReportProps {
  of: string
  onOpen: UndoLinesProps['onOpen'] | undefined
  children: ReactNode
}

const ToReport = ({ of, onOpen, children }: ToReportProps) =>
  onOpen ? (
    <Anchor component="button" type="button" onClick={() => onOpen(of)} inherit underline="always">
      {children}
    </Anchor>
  ) : (
    <Anchor renderRoot={(props) => <Link to="/users" search={{ change: of }} {...props} />} inherit underline="always">
      {children}
    </Anchor>
  )
