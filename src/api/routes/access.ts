/** Every route of access; those of the identity provider where one is set. */
import type { Access } from '../../access/access.ts';
import type { Clock } from '../../base/clock.ts';
import type { Api } from '../server.ts';
import type { Site } from '../site.ts';
import { addAuditRoutes } from './audit.ts';
import { addKeyRoutes } from './keys.ts';
import { addOidcRoutes } from './oidc.ts';
import { addPeopleRoutes } from './people.ts';
import { addSessionRoutes } from './session.ts';

export interface AccessRouteParts {
  readonly access: Access;
  readonly site: Site;
  readonly clock: Clock;
}

export function addAccessRoutes(app: Api, { access, site, clock }: AccessRouteParts): void {
  addKeyRoutes(app, { keys: access.keys, clock });
  addPeopleRoutes(app, access);
  addSessionRoutes(app, { ...access, site });
  if (access.oidc !== null) addOidcRoutes(app, { ...access, oidc: access.oidc, site });
  addAuditRoutes(app, access);
}
