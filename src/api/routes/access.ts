/** The routes of access control. Those of the identity provider are added only if one is configured. */
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

/** Adds the routes for keys, people, sessions and the audit log, and for OpenID login if it is configured. */
export function addAccessRoutes(app: Api, { access, site, clock }: AccessRouteParts): void {
  addKeyRoutes(app, { keys: access.keys, clock });
  addPeopleRoutes(app, access);
  addSessionRoutes(app, { ...access, site });
  if (access.oidc !== null) addOidcRoutes(app, { ...access, oidc: access.oidc, site });
  addAuditRoutes(app, access);
}
