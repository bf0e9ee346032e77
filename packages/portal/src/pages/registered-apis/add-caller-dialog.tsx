import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Radio, Stack } from '@mantine/core'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ScopeChoice } from '../../components/api-scopes/scope-choice.tsx'
import { setScopes } from '../../components/api-scopes/set-scopes.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { callerChoices, invalidateRegisteredApis, type RegisteredApi, type ScopeHolder } from './queries.ts'

interface AddCallerDialogProps {
  api: RegisteredApi
  isOpen: boolean
  onClose(): void
}

/** Gives scopes of the API to API clients or sign-in applications. */
export const AddCallerDialog = ({ api, isOpen, onClose }: AddCallerDialogProps) => {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Add callers`}>
      <AddForm api={api} onClose={onClose} />
    </FormDialog>
  )
}

interface Values {
  type: ScopeHolder['type']
  callers: Choice[]
  scopes: string[]
}

function AddForm({ api, onClose }: Omit<AddCallerDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const managesClients = useSession().may(permission.manageApiClients)
  const form = useForm<Values>({
    initial: { type: managesClients ? 'api-client' : 'relying-party', callers: [], scopes: [] },
    check: ({ callers, scopes }) => ({
      ...(callers.length === 0 ? { callers: t`Choose at least one caller.` } : {}),
      ...(scopes.length === 0 ? { scopes: t`Choose at least one scope.` } : {}),
    }),
    async save({ type, callers, scopes }) {
      for (const { value: key } of callers) await setScopes(api.key, { type, key }, scopes)
      await invalidateRegisteredApis()
      notifyOfSuccess(t`${plural(callers.length, { one: '# caller', other: '# callers' })} added`)
      onClose()
    },
  })
  const { type } = form.values
  return (
    <FormFrame form={form} submitLabel={t`Add`} onCancel={onClose}>
      {managesClients && (
        <Radio.Group
          label={t`Type of caller`}
          value={type}
          onChange={(value) => {
            form.set('type', value === 'relying-party' ? value : 'api-client')
            form.set('callers', [])
          }}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="api-client" label={t`API clients`} description={t`Call the API on their own behalf`} />
            <Radio
              value="relying-party"
              label={t`Sign-in applications`}
              description={t`Call the API on behalf of the signed-in user`}
            />
          </Stack>
        </Radio.Group>
      )}
      <SearchPicker
        key={type}
        label={type === 'api-client' ? t`API clients` : t`Sign-in applications`}
        placeholder={t`Search by name`}
        choices={(text) => callerChoices(type, text)}
        {...form.field('callers')}
      />
      <ScopeChoice scopes={api.scopes} {...form.field('scopes')} />
    </FormFrame>
  )
}
