import { useLingui } from '@lingui/react/macro'
import { type Column, DataTable } from '../lists/data-table.tsx'

interface ListedFailure {
  key: string
  name: string
  reason: string
}

interface FailureTableProps {
  caption: string
  /** What the things are */
  header: string
  /** Undefined while they load */
  failures: readonly ListedFailure[] | undefined
  /** How many rows are shown meanwhile */
  expected?: number
}

/** The things that were not changed, with the reasons. */
export function FailureTable({ caption, header, failures, expected = 0 }: FailureTableProps) {
  const { t } = useLingui()
  const columns: Column<ListedFailure>[] = [
    {
      header,
      render: ({ name }) => <bdi>{name}</bdi>,
    },
    { header: t`Reason`, from: 'sm', render: ({ reason }) => reason },
  ]
  return <DataTable caption={caption} columns={columns} items={failures} keyOf={({ key }) => key} expected={expected} />
}
