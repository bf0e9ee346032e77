import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import type { Environment } from '@portico/sdk'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { ActivityLink } from '../../components/activity/activity-link.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { purposeLabel } from './purpose.ts'
import classes from './stages.module.css'

interface StageRowProps {
  environment: Environment
  place: number
  total: number
  mayOrder: boolean
  isDragged: boolean
  isTarget: boolean
  onDragStart(): void
  onDragOver(): void
  onDrop(): void
  onMove(place: number): void
  /** Undefined if the member may not */
  onRename: (() => void) | undefined
}

export function StageRow(props: StageRowProps) {
  const { t } = useLingui()
  const { environment, place, total, mayOrder, isDragged, isTarget, onMove, onRename } = props
  const { key, name, purpose } = environment
  const purposeName = purposeLabel(purpose)
  const moveTo = (next: number): void => {
    if (next >= 0 && next < total) onMove(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: total - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    moveTo(next)
  }
  const dragging = mayOrder && {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', name)
      props.onDragStart()
    },
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      props.onDragOver()
    },
    onDragEnd: props.onDrop,
  }
  return (
    <li className={classes.stage} data-dragged={isDragged} data-target={isTarget} {...dragging}>
      {mayOrder && <IconGripVertical size={16} aria-hidden className={classes.grip} />}
      <span className={classes.number} aria-hidden>
        {place + 1}
      </span>
      <div className={classes.words}>
        <Text fw={550} lineClamp={2}>
          <bdi>{name}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {t`Purpose: ${purposeName}`}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <ActivityLink filter={{ environment: key }} name={name} />
        <CopyButton value={key} what={t`key of ${name}`} />
        {mayOrder && (
          <>
            <ActionIcon
              variant="subtle"
              c="dimmed"
              data-handle={`${key} up`}
              aria-label={t`Move ${name} up`}
              aria-disabled={place === 0}
              className={classes.move}
              onClick={() => moveTo(place - 1)}
              onKeyDown={onKeyDown}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              c="dimmed"
              data-handle={`${key} down`}
              aria-label={t`Move ${name} down`}
              aria-disabled={place === total - 1}
              className={classes.move}
              onClick={() => moveTo(place + 1)}
              onKeyDown={onKeyDown}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
          </>
        )}
        {onRename && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPencil size={14} aria-hidden />}
            aria-label={t`Rename ${name}`}
            onClick={onRename}
          >
            <Trans>Rename</Trans>
          </Button>
        )}
      </Group>
    </li>
  )
}
