import { Trans, useLingui } from '@lingui/react/macro'
import { Kbd, Stack, Switch, Table } from '@mantine/core'
import { type Icon, IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Dialog } from '../components/dialogs/dialog.tsx'
import { areSingleKeysOn, switchSingleKeys } from './single-keys.ts'

interface KeysProps {
  isOpen: boolean
  onClose(): void
}

/** Every key that the portal adds to those of the browser, with a switch for those that need no Ctrl. */
export default function KeysDialog({ isOpen, onClose }: KeysProps) {
  const { t } = useLingui()
  const [areOn, setOn] = useState(areSingleKeysOn)
  // Not every font has these.
  const up = { name: t`Up`, icon: IconArrowUp }
  const down = { name: t`Down`, icon: IconArrowDown }
  const left = { name: t`Left`, icon: IconArrowLeft }
  const right = { name: t`Right`, icon: IconArrowRight }
  const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : t`Ctrl`
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t`Keyboard shortcuts`} size="lg">
      <Stack gap="lg">
        <Keys title={t`On every page`}>
          <Row keys={[[command, 'K']]}>
            <Trans>Search pages, actions, people and things</Trans>
          </Row>
          <Row keys={[['/']]} isOff={!areOn}>
            <Trans>Go to the search of the list, or search everything</Trans>
          </Row>
          <Row keys={[['?']]} isOff={!areOn}>
            <Trans>Show these shortcuts</Trans>
          </Row>
          <Row keys={[[t`Esc`]]}>
            <Trans>Close the topmost menu or dialog</Trans>
          </Row>
        </Keys>
        <Keys title={t`Searches`}>
          <Row keys={[[up], [down]]}>
            <Trans>Move between the results</Trans>
          </Row>
          <Row keys={[['Enter']]}>
            <Trans>Open the result, or search at once</Trans>
          </Row>
          <Row keys={[[t`Esc`]]}>
            <Trans>Empty the search of a list</Trans>
          </Row>
        </Keys>
        <Keys title={t`Lists`}>
          <Row keys={[[t`Space`]]}>
            <Trans>Select the row whose box has the focus</Trans>
          </Row>
          <Row keys={[[t`Shift`, t`Space`]]}>
            <Trans>Select all rows up to this one</Trans>
          </Row>
          <Row keys={[['Enter']]}>
            <Trans>Open the row whose name has the focus</Trans>
          </Row>
        </Keys>
        <Keys title={t`Forms and dialogs`}>
          <Row keys={[['Enter']]}>
            <Trans>Save, from any field of one line</Trans>
          </Row>
          <Row keys={[[t`Esc`]]}>
            <Trans>Close the dialog; it asks first where something would be lost</Trans>
          </Row>
          <Row keys={[[up], [down], [left], [right]]}>
            <Trans>Move in a calendar, a menu or a list of choices</Trans>
          </Row>
        </Keys>
        <Switch
          label={t`Shortcuts of a single key`}
          description={t`Turn “/” and “?” off if you speak to your computer, or press them by accident. This browser remembers it.`}
          checked={areOn}
          onChange={({ currentTarget: { checked } }) => {
            switchSingleKeys(checked)
            setOn(checked)
          }}
        />
      </Stack>
    </Dialog>
  )
}

const Keys = ({ title, children }: { title: string; children: ReactNode }) => (
  <Table layout="auto" verticalSpacing={6} horizontalSpacing={0} captionSide="top">
    <Table.Caption ta="start" mt={0} fz="sm" fw={600} c="var(--mantine-color-text)">
      {title}
    </Table.Caption>
    <Table.Tbody>{children}</Table.Tbody>
  </Table>
)

type Key = string | { name: string; icon: Icon }

const nameOf = (key: Key): string => (typeof key === 'string' ? key : key.name)

/** @param props.keys each is pressed for the same; those of one are pressed together */
function Row({ keys, isOff = false, children }: { keys: Key[][]; isOff?: boolean; children: ReactNode }) {
  return (
    <Table.Tr c={isOff ? 'dimmed' : undefined} td={isOff ? 'line-through' : undefined}>
      <Table.Td>{children}</Table.Td>
      <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
        {keys.map((together) => (
          <span key={together.map(nameOf).join()}>
            {' '}
            {together.map((key, index) => (
              <span key={nameOf(key)}>
                {index > 0 && ' + '}
                <Kbd>
                  {typeof key === 'string' ? key : <key.icon size={12} stroke={2} role="img" aria-label={key.name} />}
                </Kbd>
              </span>
            ))}
          </span>
        ))}
      </Table.Td>
    </Table.Tr>
  )
}
