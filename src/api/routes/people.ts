/** /v1/people: list, create and change the people who can log in. People of an identity provider appear after their first login. */
import { z } from 'zod';
import type { Access } from '../../access/access.ts';
import { DisplayName, Login } from '../../access/display-name.ts';
import { ROLES } from '../../access/principal.ts';
import { orThrow, ProblemError } from '../../base/problem.ts';
import { callerOf } from '../caller.ts';
import type { Api } from '../server.ts';
import { Id, NextPage, PageLimit, PersonBody, personBody } from './access-schemas.ts';

const ADMIN = { access: { scope: 'admin' } } as const;
/** Only a bound on the input; access/passwords.ts has the rules for passwords. */
const Password = z.string().max(1_024);

/** Adds the routes for people. */
export function addPeopleRoutes(app: Api, { people }: Pick<Access, 'people'>): void {
  app.get(
    '/v1/people',
    {
      config: ADMIN,
      schema: {
        operationId: 'listPeople',
        summary: 'List people, including disabled ones',
        tags: ['access'],
        querystring: z.object({ limit: PageLimit, cursor: Id.optional() }),
        response: {
          200: z.object({ people: z.array(PersonBody), next: z.string().nullable().describe(NextPage) }),
        },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const listed = await people.list(limit, cursor);
      return {
        people: listed.map(personBody),
        next: listed.length < limit ? null : (listed.at(-1)?.id ?? null),
      };
    },
  );

  app.post(
    '/v1/people',
    {
      config: { ...ADMIN, problems: ['conflict'] },
      schema: {
        operationId: 'createPerson',
        summary: 'Create a local account',
        tags: ['access'],
        body: z.strictObject({ login: Login, name: DisplayName, role: z.enum(ROLES), password: Password }),
        response: { 201: PersonBody },
      },
    },
    async (request, reply) => {
      const person = orThrow(await people.create(request.body, callerOf(request)));
      return reply.code(201).send(personBody(person));
    },
  );

  app.patch(
    '/v1/people/:id',
    {
      config: { ...ADMIN, problems: ['not_found', 'conflict'] },
      schema: {
        operationId: 'changePerson',
        summary: 'Change or disable a person',
        description:
          'Ends all sessions of the person. For people from an identity provider, the next login sets the role again by the rules in `oidc.roles`.',
        tags: ['access'],
        params: z.object({ id: Id }),
        body: z.strictObject({
          role: z.enum(ROLES).optional(),
          disabled: z.boolean().optional(),
          name: DisplayName.optional(),
          password: Password.optional(),
        }),
        response: { 200: PersonBody },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { role, disabled } = request.body;
      if (caller.kind === 'person' && caller.id === request.params.id && (role !== undefined || disabled === true))
        throw new ProblemError({
          code: 'conflict',
          message: 'Expected another administrator to change your role or disable you, got a request by yourself.',
          hint: 'This rule makes sure that at least one administrator is left.',
        });
      return personBody(orThrow(await people.change(request.params.id, request.body, caller)));
    },
  );
}
