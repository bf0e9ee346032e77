import { type ReactNode, useState } from 'react'
import { useLastDefined } from '../dialogs/use-last-defined.ts'
import { ItemRun } from './item-run.ts'
import { ItemRunDialog } from './item-run-dialog.tsx'

export interface RunOf<T> {
  /** What is done: "Delete 3 groups" */
  label: string
  items: readonly T[]
  /** Changes one of them. What it throws is the reason why that one is listed as failed. */
  carryOut(item: T): Promise<unknown>
}

interface ItemRunOptions<T> {
  keyOf(item: T): string
  nameOf(item: T): string
  /** Called once nothing is under way any more, and something may have changed */
  onOver(): unknown
}

/**
 * Changes many things for which the API has no operation of its own, one by one, with progress and a report. `dialog` stands
 * on the page itself, not in the bar of the selection, which goes with it; `start` is called once the person has confirmed.
 *
 * @example
 * const { start, dialog } = useItemRun<Group>({ keyOf, nameOf, onOver: invalidateGroups })
 * start({ label: t`Delete 3 groups`, items, carryOut: ({ key }) => completed(identityApi.DELETE('/groups/{key}', …)) })
 */
export function useItemRun<T>(options: ItemRunOptions<T>): { start(run: RunOf<T>): void; dialog: ReactNode } {
  const [opened, setOpened] = useState<{ label: string; run: ItemRun<T> }>()
  const shown = useLastDefined(opened)
  const start = ({ label, items, carryOut }: RunOf<T>): void => {
    const run = new ItemRun(items, carryOut)
    setOpened({ label, run })
    void run.start()
  }
  return {
    start,
    dialog: shown && (
      <ItemRunDialog {...options} {...shown} isOpen={opened !== undefined} onClose={() => setOpened(undefined)} />
    ),
  }
}
