import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { NamedKey } from '../activity/named-keys.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { wordsOfResult } from '../feedback/words-of-result.ts'
import { Pager } from '../lists/pager.tsx'
import { DownloadButton } from '../values/download-button.tsx'
import { FactList } from '../values/fact-list.tsx'
import { formatNumber } from '../values/format-number.ts'
import { ChangeFigures } from './change-figures.tsx'
import { FailureTable } from './failure-table.tsx'
import { ignoreRepeatedClicks } from './ignore-repeated-clicks.ts'
import { ProgressLine } from './progress-line.tsx'
import {
  type BulkChange,
  canBeUndone,
  cancelBulkChange,
  createBulkChange,
  failuresOnPage,
  failuresQuery,
  reportUrl,
} from './queries.ts'
import { saveReport } from './save-report.ts'
import { UndoLines } from './undo-lines.tsx'
import { UnknownEmails } from './unknown-emails.tsx'
import { unknownOfChange } from './unknown-of-change.ts'

interface ChangeReportProps {
  change: BulkChange
  isOver: boolean
  onChange(key: string | undefined): void
}

/** How far a change of many users is, and what became of each. */
export default function ChangeReport({ change, isOver, onChange }: ChangeReportProps) {
  const { key, total, changed, unchanged, failed, cancelled, undoes } = change
  const done = changed + unchanged + failed + cancelled
  const [finished, all] = [formatNumber(done), formatNumber(total)]
  return (
    <Stack gap="md">
      <Target change={change} />
      <UndoLines change={change} onOpen={onChange} />
      <ProgressLine done={done} total={total}>
        {isOver ? (
          cancelled > 0 ? (
            <Trans>Stopped</Trans>
          ) : (
            <Trans>Done</Trans>
          )
        ) : (
          <Trans>
            {finished} of {all}. The server goes on when you close this.
          </Trans>
        )}
      </ProgressLine>
      <ChangeFigures changed={changed} unchanged={unchanged} failed={failed} left={cancelled} isOver={isOver} />
      {isOver && undoes && undoes.invited > 0 && (
        <Text size="sm">
          <Plural
            value={undoes.invited}
            one="# user was invited before, and is again. The link of that invitation ended with the deactivation: send the invitation again."
            other="# users were invited before, and are again. The links of these invitations ended with the deactivation: send the invitations again."
          />
        </Text>
      )}
      {failed > 0 && <Failures changeKey={key} failed={failed} />}
      <UnknownEmails emails={unknownOfChange(key)} />
      <Actions change={change} isOver={isOver} onChange={onChange} />
    </Stack>
  )
}

/** The group or role of the change */
function Target({ change: { action, groupKey, roleKey } }: Pick<ChangeReportProps, 'change'>) {
  const { t } = useLingui()
  const [label, kind, key] = groupKey
    ? ([t`Group`, 'groups', groupKey] as const)
    : action.endsWith('OrganizationRole')
      ? ([t`Organization role`, 'organizationRoles', roleKey] as const)
      : ([t`End-user role`, 'applicationRoles', roleKey] as const)
  return key ? <FactList facts={[{ name: label, value: <NamedKey kind={kind} value={key} /> }]} /> : null
}

function Actions({ change, isOver, onChange }: ChangeReportProps) {
  const { key, undoAction, groupKey, roleKey } = change
  const unknown = unknownOfChange(key)
  const [isWorking, setWorking] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const work = async (act: () => Promise<unknown>): Promise<void> => {
    setWorking(true)
    setRefusal(undefined)
    try {
      await act()
    } catch (error) {
      setRefusal(error)
    }
    setWorking(false)
  }
  const undo = async (): Promise<void> => {
    if (!undoAction) return
    const target = { ...(groupKey && { groupKey }), ...(roleKey && { roleKey }) }
    onChange((await createBulkChange({ action: undoAction, ...target, changedBy: key })).key)
  }
  return (
    <>
      {refusal !== undefined && <ErrorPanel error={refusal} />}
      <Group justify="flex-end" gap="xs">
        {!isOver && (
          <Button variant="default" loading={isWorking} onClick={() => work(() => cancelBulkChange(key))}>
            <Trans>Stop</Trans>
          </Button>
        )}
        {isOver && (
          <DownloadButton
            file={
              unknown.length > 0
                ? () => work(() => saveReport(key, unknown))
                : { url: reportUrl(key), name: 'report.csv' }
            }
          >
            <Trans>Save report</Trans>
          </DownloadButton>
        )}
        {isOver && canBeUndone(change) && (
          <Button
            variant="default"
            loading={isWorking}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={({ nativeEvent }) => {
              // The buttons of the next report come to lie where this one is.
              ignoreRepeatedClicks(nativeEvent)
              work(undo)
            }}
          >
            <Trans>Undo</Trans>
          </Button>
        )}
        <Button onClick={() => onChange(undefined)} autoFocus>
          <Trans>Close</Trans>
        </Button>
      </Group>
    </>
  )
}

function Failures({ changeKey, failed }: { changeKey: string; failed: number }) {
  const { t, i18n } = useLingui()
  const [page, setPage] = useState(1)
  const { data } = useQuery(failuresQuery(changeKey, failed, page))
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550}>
        <Plural value={failed} one="# user was not changed" other="# users were not changed" />
      </Text>
      <FailureTable
        caption={t`Users who were not changed`}
        header={t`User`}
        failures={data?.results.map((result) => ({
          key: result.key,
          name: result.name || result.email || result.key,
          reason: wordsOfResult(result, i18n),
        }))}
        expected={Math.min(failed, failuresOnPage)}
      />
      {failed > failuresOnPage && <Pager page={page} pageSize={failuresOnPage} total={failed} onChange={setPage} />}
    </Stack>
  )
}
