import { Trans, useLingui } from '@lingui/react/macro'
import { Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { environmentsQuery } from '../../api/queries.ts'
import { endUserRoleChoices } from '../choices/end-user-role-choices.ts'
import { groupChoices } from '../choices/group-choices.ts'
import { organizationRoleChoices } from '../choices/organization-role-choices.ts'
import { FormDialog } from '../dialogs/form-dialog.tsx'
import { useLastDefined } from '../dialogs/use-last-defined.ts'
import { FormFrame } from '../forms/form-frame.tsx'
import type { ChoicesQuery } from '../forms/search-picker.tsx'
import { SearchedSelect } from '../forms/searched-select.tsx'
import { useForm } from '../forms/use-form.ts'
import { useUrlSelection } from '../lists/use-url-selection.ts'
import { useActionTexts } from './action-texts.ts'
import { type BulkAction, createBulkChange, type Selected } from './queries.ts'

export interface AskedChange {
  action: BulkAction
  selected: Selected
  count: number
  /** The group or role, where it is known already */
  target?: string
}

interface ChangeDialogProps {
  asked: AskedChange | undefined
  onClose(): void
  /** After it was sent */
  onSent(): void
}

/** Asks for the group or role and for confirmation, and sends a change of several users. Its progress is shown then. */
export function ChangeDialog({ asked, onClose, onSent }: ChangeDialogProps) {
  const shown = useLastDefined(asked)
  const textsOf = useActionTexts()
  return (
    <FormDialog
      isOpen={asked !== undefined}
      onClose={onClose}
      title={shown ? textsOf(shown.action, shown.count).title : ''}
    >
      {shown && <ChangeForm asked={shown} onClose={onClose} onSent={onSent} />}
    </FormDialog>
  )
}

/** What would have to be done again user by user. More of them than this take typing their number. */
const isFinal = (action: BulkAction): boolean => action === 'Delete' || action.endsWith('OrganizationRole')
const mostChangedUnasked = 20

function ChangeForm({ asked, onClose, onSent }: { asked: AskedChange; onClose(): void; onSent(): void }) {
  const { t } = useLingui()
  const { action, selected, count, target } = asked
  const { submit, effect, isDangerous } = useActionTexts()(action, count)
  const [, openChange] = useUrlSelection('change')
  const [typed, setTyped] = useState('')
  // Written as it is typed
  const shownName = String(count)
  const isTyped = isFinal(action) && count > mostChangedUnasked
  const field = action.endsWith('Group') ? 'groupKey' : action.endsWith('Role') ? 'roleKey' : undefined
  const isMissing = field === 'groupKey' ? t`Choose a group.` : t`Choose a role.`
  // The stage of an end-user role is not sent, but it is lost as well where the dialog is left.
  const form = useForm<{ target: string | null; stage: string | null }>({
    initial: { target: target ?? null, stage: null },
    check: ({ target }) => (field && !target ? { target: isMissing } : {}),
    serverFields: { groupKey: 'target', roleKey: 'target' },
    async save({ target }) {
      const change = await createBulkChange({ action, ...selected, ...(field && target && { [field]: target }) })
      onClose()
      onSent()
      openChange(change.key)
    },
  })
  return (
    <FormFrame
      form={form}
      submitLabel={submit}
      onCancel={onClose}
      isDangerous={isDangerous}
      isDisabled={isTyped && typed.trim() !== shownName}
    >
      <Stack gap="md">
        {field && target === undefined && (
          <TargetField
            action={action}
            {...form.field('target')}
            stage={form.values.stage}
            onStage={(stage) => form.set('stage', stage)}
          />
        )}
        <Text size="sm">{effect}</Text>
        <Text size="sm" c="dimmed">
          <Trans>Users whom you may not change stay as they are, and are listed in the report.</Trans>
        </Text>
        {isTyped && (
          <TextInput
            label={t`Type “${shownName}” to confirm`}
            autoComplete="off"
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Stack>
    </FormFrame>
  )
}

interface TargetFieldProps {
  action: BulkAction
  value: string | null
  onChange(value: string | null): void
  error: string | undefined
  /** Of an end-user role */
  stage: string | null
  onStage(stage: string | null): void
}

function TargetField({ action, stage, onStage, ...field }: TargetFieldProps) {
  const { t } = useLingui()
  if (action.endsWith('Group')) {
    return <TargetSelect label={t`Group`} query={groupChoices} {...field} />
  }
  if (action.endsWith('OrganizationRole')) {
    return <TargetSelect label={t`Organization role`} query={organizationRoleChoices} {...field} />
  }
  return <ApplicationRoleField stage={stage} onStage={onStage} {...field} />
}

function ApplicationRoleField({ stage, onStage, ...field }: Omit<TargetFieldProps, 'action'>) {
  const { t } = useLingui()
  const { data: stages = [] } = useQuery(environmentsQuery)
  return (
    <>
      <Select
        label={t`Stage`}
        data={stages.map(({ key, name }) => ({ value: key, label: name }))}
        value={stage}
        onChange={(value) => {
          onStage(value)
          field.onChange(null)
        }}
      />
      {stage ? (
        <TargetSelect
          key={stage}
          label={t`End-user role`}
          query={(text) => endUserRoleChoices(text, stage)}
          {...field}
        />
      ) : (
        field.error && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {field.error}
          </Text>
        )
      )}
    </>
  )
}

/** One of many: the server searches while the user types. */
function TargetSelect({
  label,
  query,
  value,
  onChange,
  error,
}: Pick<TargetFieldProps, 'value' | 'onChange' | 'error'> & { label: string; query(text: string): ChoicesQuery }) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string }>()
  const [searched] = useDebouncedValue(text === chosen?.label ? '' : text.trim(), 200)
  const { data = [] } = useQuery(query(searched))
  const known = chosen && !data.some((one) => one.value === chosen.value) ? [chosen, ...data] : data
  return (
    <SearchedSelect
      label={label}
      placeholder={t`Search by name`}
      data={known}
      value={value}
      onChange={(key) => {
        setChosen(known.find((one) => one.value === key))
        onChange(key)
      }}
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={t`Nothing matches`}
      error={error}
    />
  )
}
