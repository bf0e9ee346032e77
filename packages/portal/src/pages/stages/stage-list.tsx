import { VisuallyHidden } from '@mantine/core'
import type { Environment } from '@portico/sdk'
import { useEffect, useRef, useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { RenameStageDialog } from './rename-stage-dialog.tsx'
import { StageRow } from './stage-row.tsx'
import classes from './stages.module.css'
import { useStageOrder } from './use-stage-order.ts'

/** The stages of one portfolio in their order. They are moved by buttons, by arrow keys on these, or by dragging. */
export function StageList({ environments }: { environments: Environment[] }) {
  const session = useSession()
  const { stages, move, announcement } = useStageOrder(environments)
  const [renamed, setRenamed] = useState<Environment>()
  const [dragged, setDragged] = useState<Environment>()
  const [target, setTarget] = useState<number>()
  const list = useRef<HTMLOListElement>(null)
  const focused = useRef<string>(undefined)
  // A moved row is removed from the document for a moment, and loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order has changed
  useEffect(() => {
    if (focused.current === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(focused.current)}"]`)?.focus()
    focused.current = undefined
  }, [stages])

  const mayOrder = session.may(permission.managePortfolio) && stages.length > 1
  const drop = (): void => {
    if (dragged && target !== undefined) move(dragged, target)
    setDragged(undefined)
    setTarget(undefined)
  }
  return (
    <>
      <ol ref={list} className={classes.list}>
        {stages.map((environment, index) => (
          <StageRow
            key={environment.key}
            environment={environment}
            place={index}
            total={stages.length}
            mayOrder={mayOrder}
            isDragged={dragged?.key === environment.key}
            isTarget={dragged !== undefined && dragged.key !== environment.key && target === index}
            onDragStart={() => setDragged(environment)}
            onDragOver={() => setTarget(index)}
            onDrop={drop}
            onMove={(place) => {
              focused.current = document.activeElement?.getAttribute('data-handle') ?? undefined
              move(environment, place)
            }}
            onRename={session.may(permission.manageStages, environment.key) ? () => setRenamed(environment) : undefined}
          />
        ))}
      </ol>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      <RenameStageDialog environment={renamed} onClose={() => setRenamed(undefined)} />
    </>
  )
}
