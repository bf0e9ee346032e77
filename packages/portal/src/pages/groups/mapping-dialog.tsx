import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { identityProvidersQuery } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { providerName } from '../../components/values/provider-name.ts'
import { invalidateGroups, type Mapping } from './queries.ts'

interface MappingDialogProps {
  groupKey: string
  /** Undefined while the dialog is closed */
  mapping: Mapping | 'new' | undefined
  onClose(): void
}

interface MappingValues {
  providerKey: string | null
  /** The server's names, so that its refusals are shown at these fields */
  name: string
  value: string
  valueDelimiter: string
}

/** Adds or changes a claim mapping. */
export function MappingDialog({ groupKey, mapping, onClose }: MappingDialogProps) {
  const { t } = useLingui()
  const last = useLastDefined(mapping)
  const shown = last === 'new' ? undefined : last
  return (
    <FormDialog
      isOpen={mapping !== undefined}
      onClose={onClose}
      title={shown ? t`Edit claim mapping` : t`Add claim mapping`}
    >
      <MappingForm groupKey={groupKey} mapping={shown} onClose={onClose} />
    </FormDialog>
  )
}

interface MappingFormProps {
  groupKey: string
  mapping: Mapping | undefined
  onClose(): void
}

const noMapping = { providerKey: null, foreignClaim: { name: '', value: '', valueDelimiter: null } }

const valuesOf = ({ providerKey, foreignClaim }: Mapping | typeof noMapping): MappingValues => ({
  providerKey,
  ...foreignClaim,
  valueDelimiter: foreignClaim.valueDelimiter ?? '',
})

const requestOf = ({ providerKey, name, value, valueDelimiter }: MappingValues) => ({
  providerKey: providerKey ?? '',
  foreignClaim: { name, value, valueDelimiter: valueDelimiter === '' ? null : valueDelimiter },
})

function MappingForm({ groupKey: key, mapping, onClose }: MappingFormProps) {
  const { t } = useLingui()
  const { data = [] } = useQuery(identityProvidersQuery)
  // The built-in provider has no claims.
  const providers = data.filter(({ key, type }) => type !== 'Cognito' || key === mapping?.providerKey)
  const path = { key, mappingKey: mapping?.key ?? '' }
  const form = useEditForm({
    loaded: mapping ?? noMapping,
    isNew: !mapping,
    valuesOf,
    requestOf,
    labels: { providerKey: t`Identity provider`, name: t`Claim`, value: t`Value`, valueDelimiter: t`Delimiter` },
    check: (values) => ({
      ...(values.providerKey ? {} : { providerKey: t`Choose an identity provider.` }),
      ...(values.name === '' ? { name: t`Enter the name of the claim.` } : {}),
      ...(values.value === '' ? { value: t`Enter a value.` } : {}),
    }),
    read: () => answer(managementApi.GET('/groups/{key}/claim-mappings/{mappingKey}', { params: { path } })),
    send: ({ changed, body, header }) =>
      completed(
        mapping
          ? managementApi.PATCH('/groups/{key}/claim-mappings/{mappingKey}', {
              params: { path, header },
              body: changed,
            })
          : managementApi.POST('/groups/{key}/claim-mappings', { params: { path: { key } }, body }),
      ),
    async saved() {
      await invalidateGroups()
      notifyOfSuccess(mapping ? t`Claim mapping saved` : t`Claim mapping added`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={mapping ? t`Save` : t`Add`} onCancel={onClose}>
      <Select
        label={t`Identity provider`}
        placeholder={providers.length > 0 ? t`Choose one` : t`There is no external identity provider yet`}
        data={providers.map((provider) => ({ value: provider.key, label: providerName(provider) }))}
        allowDeselect={false}
        searchable={providers.length > 10}
        data-autofocus
        {...form.field('providerKey')}
      />
      <TextInput
        label={t`Claim`}
        description={t`As the provider names it, such as department`}
        autoComplete="off"
        {...form.text('name')}
      />
      <TextInput
        label={t`Value`}
        description={t`What the claim must contain, such as Sales`}
        autoComplete="off"
        dir="auto"
        {...form.text('value')}
      />
      <TextInput
        label={t`Delimiter`}
        description={t`Only if the claim contains several values in one text: what stands between them, such as ;`}
        autoComplete="off"
        styles={{ wrapper: { maxWidth: 220 } }}
        {...form.text('valueDelimiter')}
      />
    </FormFrame>
  )
}
