import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Group } from '@mantine/core'
import { pageI18n } from '../language/page-language.ts'
import type { Column } from '../lists/data-table.tsx'

interface Row {
  name: string
  scopes: readonly string[]
}

/** The scopes that are held */
export const scopesColumn = <R extends Row>(): Column<R> => ({
  header: pageI18n()._(msg`Scopes`),
  render: ({ scopes }) => (
    <Group gap={4}>
      {scopes.map((scope) => (
        <Code key={scope}>{scope}</Code>
      ))}
    </Group>
  ),
})

/** A button that changes them, where the member may */
export const changeScopesColumn = <R extends Row>(
  mayChange: (row: R) => boolean,
  change: (row: R) => void,
): Column<R> => ({
  header: pageI18n()._(msg`Change`),
  isHeaderHidden: true,
  width: 110,
  align: 'end',
  render: (row) => mayChange(row) && <ChangeButton name={row.name} onClick={() => change(row)} />,
})

function ChangeButton({ name, onClick }: { name: string; onClick(): void }) {
  const { t } = useLingui()
  return (
    <Button size="xs" variant="default" aria-label={t`Change ${name}`} onClick={onClick}>
      <Trans>Change</Trans>
    </Button>
  )
}
