import { Type } from 'typebox'
import { component, Key, Nullable, named, OneOf, Timestamp } from '../../../http/api/schemas.ts'
import { ApiClientStatus } from '../../api-clients/clients/api-clients-schemas.ts'
import { UserStatus } from '../../directory/users/users-schemas.ts'
import { AuditEntry } from '../../foundation/audit/audit-schemas.ts'
import { EndingCertificates } from '../../sign-in/provider-connections/connection-schemas.ts'
import { SignInDayList } from '../../sign-in/sign-ins/sign-in-days-schemas.ts'

/**
 * A step from a fresh start to an organization that is used. What the sample brought along counts for none. `UserList`: any
 * API client has listed users. `SecondFactor`: an administrator has a passkey or an authenticator app.
 */
export const FirstStep = Type.Object(
  {
    name: named(
      'FirstStepName',
      OneOf('ApiClient', 'Token', 'UserList', 'People', 'Mail', 'SecondFactor', 'SecondAdministrator'),
    ),
    isDone: Type.Boolean(),
  },
  component('FirstStep'),
)

const UsersWithStatus = Type.Object(
  { status: UserStatus, users: Type.Integer({ format: 'int32' }) },
  component('UsersWithStatus'),
)

const DormantUsers = Type.Object(
  {
    /** Neither signed in nor created for so long */
    days: Type.Integer({ format: 'int32' }),
    total: Type.Integer({ format: 'int32' }),
    /** Some of them, those who signed in longest ago first */
    users: Type.Array(
      Type.Object(
        {
          key: Key,
          name: Nullable(Type.String()),
          email: Nullable(Type.String()),
          lastLoginAt: Nullable(Timestamp),
        },
        component('DormantUser'),
      ),
    ),
  },
  component('DormantUsers'),
)

const ExpiringApiClient = Type.Object(
  { key: Key, name: Type.String(), status: ApiClientStatus, secretExpiresAt: Timestamp },
  component('ExpiringApiClient'),
)

/** What somebody looks at first. A part that the caller may not see is null. */
export const Overview = Type.Object(
  {
    /** Those that the caller's permissions open, in the order in which they are done */
    firstSteps: Type.Array(FirstStep),
    /** The sign-ins of the last 30 days, in UTC, the earliest first */
    signInDays: SignInDayList.properties.results,
    /** Of the users whom the caller may see */
    usersByStatus: Nullable(Type.Array(UsersWithStatus)),
    /** Active users who have not signed in for long */
    dormantUsers: Nullable(DormantUsers),
    /** Some of those whose secret has expired or expires within 14 days, the soonest first */
    expiringApiClients: Nullable(Type.Array(ExpiringApiClient)),
    /** The newest entries of the audit trail that are no sign-ins and no ends of sessions */
    recentChanges: Nullable(Type.Array(AuditEntry)),
    /** As in `/identity-provider-connection/ending-certificates` */
    endingCertificates: Nullable(EndingCertificates.properties.certificates),
  },
  component('Overview'),
)
