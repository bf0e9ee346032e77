import { TextInput } from '@mantine/core'
import { answer, completed, type Portfolio } from '@portico/sdk'
import { managementApi, portfoliosApi } from '../../api/apis.ts'
import { invalidatePortfolios } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkName, maxNameLength } from './check-name.ts'

interface PortfolioDialogProps {
  /** Without one, a portfolio is created */
  portfolio?: Portfolio
  isOpen: boolean
  onClose(): void
}

export const PortfolioDialog = ({ isOpen, ...content }: PortfolioDialogProps) => (
  <FormDialog
    isOpen={isOpen}
    onClose={content.onClose}
    title={content.portfolio ? 'Rename the portfolio' : 'Create a portfolio'}
  >
    <PortfolioForm {...content} />
  </FormDialog>
)

function PortfolioForm({ portfolio, onClose }: Omit<PortfolioDialogProps, 'isOpen'>) {
  const path = { portfolioKey: portfolio?.key ?? '' }
  const form = useEditForm({
    loaded: { name: '', ...portfolio },
    isNew: !portfolio,
    valuesOf: ({ name }) => ({ name }),
    requestOf: ({ name }) => ({ name: name.trim() }),
    check: checkName,
    problemFields: { portfolio_name_taken: 'name' },
    read: () => answer(managementApi.GET('/portfolios/{portfolioKey}', { params: { path } })),
    send: ({ body, header }) =>
      completed(
        portfolio
          ? portfoliosApi.PATCH('/portfolios/{portfolioKey}', { params: { path, header }, body })
          : managementApi.POST('/portfolios', { body }),
      ),
    async saved({ name }) {
      await invalidatePortfolios()
      notifyOfSuccess(`${bidiIsolate(name.trim())} is ${portfolio ? 'saved' : 'created'}`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={portfolio ? 'Rename' : 'Create'} onCancel={onClose}>
      <TextInput
        label="Name"
        data-autofocus
        maxLength={maxNameLength}
        {...(portfolio ? {} : { description: 'A set of stages with their own assets, such as that of a subsidiary.' })}
        {...form.text('name')}
      />
    </FormFrame>
  )
}
