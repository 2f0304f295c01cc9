// Calls every method of freshdesk-api, unchanged, and prints what came back.
//
// node driver.cjs FOLDER URL FILE: the folder it is installed in, the desk's address, a file to attach.
// Out come {"offered": [names of its methods], "calls": {step: {method, error, data, extra}}} as JSON.

const fs = require("node:fs");
const { createRequire } = require("node:module");

const [folder, url, file] = process.argv.slice(2);
const Freshdesk = createRequire(`${folder}/`)("freshdesk-api");
const desk = new Freshdesk(url, "key");
const calls = {};

/** Calls a method, keeps what came under the name of the step, and gives the data on. */
function step(name, method, ...given) {
	return new Promise((resolve) => {
		desk[method](...given, (error, data, extra) => {
			const failed = error && { ...error, message: error.message, known: error instanceof Freshdesk.FreshdeskError };
			calls[name] = { method, error: failed, data, extra };
			resolve(data);
		});
	});
}

async function tickets() {
	const given = { name: "Ana", email: "ana@customer.example", subject: "Grinder", description: "It stopped.", status: 2, priority: 1 };
	const { id } = await step("ticket made", "createTicket", given);
	const files = [fs.createReadStream(file), fs.createReadStream(file)];
	await step("files attached", "createTicket", { email: "ben@customer.example", subject: "Files", description: "Two", tags: ["a", "b"], attachments: files });
	await step("ticket read", "getTicket", id);
	await step("ticket changed", "updateTicket", id, { description: "updated description", status: 2, priority: 4 });
	await step("first page", "listAllTickets", { page: 1, per_page: 1, order_by: "created_at", order_type: "asc" });
	await step("last page", "listAllTickets", { page: 2, per_page: 1 });
	await step("tickets found", "filterTickets", "priority:4 AND status:2", 1);
	await step("all fields", "listAllTicketFields");
	await step("fields of a type", "listAllTicketFields", { type: "default_status" });
	await step("ticket deleted", "deleteTicket", id);
	await step("deleted changed", "updateTicket", id, { priority: 1 });
	await step("ticket restored", "restoreTicket", id);
	await step("no such ticket", "getTicket", 999);
	await step("wrong field", "createTicket", { email: "ana@customer.example", colour: "red" });
	return id;
}

async function conversations(id) {
	await step("replied", "createReply", id, { body: "Outside" });
	await step("replied with a file", "createReply", id, { body: "See the file", attachments: [fs.createReadStream(file)] });
	const note = await step("noted", "createNote", id, { body: "Inside", private: true });
	await step("note changed", "updateConversation", note.id, { body: "Changed" });
	await step("thread", "listAllConversations", id);
	await step("note deleted", "deleteConversation", note.id);
	await step("thread at the end", "listAllConversations", id);
}

async function people() {
	const contact = await step("contact made", "createContact", { name: "Cleo", email: "cleo@customer.example" });
	await step("contact made twice", "createContact", { name: "Cleo", email: "cleo@customer.example" });
	await step("contact read", "getContact", contact.id);
	await step("contact changed", "updateContact", contact.id, { name: "Cleo D." });
	await step("contacts listed", "listAllContacts", { email: "cleo@customer.example" });
	await step("contacts found", "filterContacts", "email:'cleo@customer.example'");
	await step("contact fields", "listAllContactFields");
	await step("agent made", "makeAgent", contact.id);
	const other = await step("another contact", "createContact", { name: "Dora", phone: "+49 89 1234" });
	await step("contact deleted", "deleteContact", other.id);
	await step("me", "currentAgent");
	await step("agents listed", "listAllAgents", { email: "cleo@customer.example" });
	const agent = calls["agents listed"].data[0];
	await step("agent read", "getAgent", agent.id);
	await step("agent changed", "updateAgent", agent.id, { occasional: true });
	await step("agent deleted", "deleteAgent", agent.id);
	const roles = await step("roles listed", "listAllRoles");
	await step("role read", "getRole", roles[0].id);
}

async function companies() {
	const { id } = await step("company made", "createCompany", { name: "Alpen Tours", domains: ["alpen.example"] });
	await step("company read", "getCompany", id);
	await step("company changed", "updateCompany", id, { description: "Hikes" });
	await step("company by name", "searchCompany", { name: "alp" });
	await step("companies listed", "listAllCompanies", { page: 1 });
	await step("companies found", "filterCompanies", "domain:'alpen.example'");
	await step("company fields", "listAllCompanyFields");
	await step("company deleted", "deleteCompany", id);
}

async function timeEntries(id) {
	const entry = await step("time noted", "createTimeEntry", id, { time_spent: "01:30", note: "looked", billable: false });
	await step("time changed", "updateTimeEntry", entry.id, { note: "looked again" });
	await step("timer toggled", "toggleTimer", entry.id);
	await step("times of the ticket", "listAllTicketTimeEntries", id);
	await step("all times", "listAllTimeEntries", null);
	const day = 86400000;
	const around = { billable: false, executed_after: new Date(Date.now() - day), executed_before: new Date(Date.now() + day), page: 1 };
	await step("times of a day", "listAllTimeEntries", around);
	await step("time deleted", "deleteTimeEntry", entry.id);
}

async function solutions() {
	const category = await step("category made", "createSolutionCategory", { name: "Guides" });
	await step("category translated", "createTranslatedSolutionCategory", category.id, "de", { name: "Hefte" });
	await step("category changed", "updateSolutionCategory", category.id, { name: "Manuals" });
	await step("translation of a category changed", "updateTranslatedSolutionCategory", category.id, "de", { name: "Handbücher" });
	await step("category read", "getSolutionCategory", category.id);
	await step("translation of a category read", "getTranslatedSolutionCategory", category.id, "de");
	await step("categories listed", "listAllSolutionCategories");

	const folder = await step("folder made", "createSolutionFolder", category.id, { name: "Grinders", visibility: 1 });
	await step("folder translated", "createTranslatedSolutionFolder", folder.id, "de", { name: "Mühle" });
	await step("folder changed", "updateSolutionFolder", folder.id, { name: "Mills" });
	await step("translation of a folder changed", "updateTranslatedSolutionFolder", folder.id, "de", { name: "Mühlen" });
	await step("folder read", "getSolutionFolder", folder.id);
	await step("translation of a folder read", "getTranslatedSolutionFolder", folder.id, "de");
	await step("folders listed", "listAllSolutionCategoryFolders", category.id);

	const article = await step("article made", "createSolutionArticle", folder.id, { title: "Burrs", description: "Clean them", type: 1, status: 2, tags: ["care"], seo_data: { meta_title: "Burrs" } });
	await step("article translated", "createTranslatedSolutionArticle", article.id, "de", { title: "Mahlwerk", description: "Putzen", status: 1 });
	await step("article changed", "updateSolutionArticle", article.id, { title: "Burr" });
	await step("translation of an article changed", "updateTranslatedSolutionArticle", article.id, "de", { title: "Mahlwerke" });
	await step("article read", "getSolutionArticle", article.id);
	await step("translation of an article read", "getTranslatedSolutionArticle", article.id, "de");
	await step("articles listed", "listAllSolutionFolderArticles", folder.id);
	await step("articles found", "searchSolutionArticles", "clean them");

	await step("article deleted", "deleteSolutionArticle", article.id);
	await step("folder deleted", "deleteSolutionFolder", folder.id);
	await step("category deleted", "deleteSolutionCategory", category.id);
	await step("settings", "getSettings");
}

/** Runs a part to its end or to what it cannot do without; the others run all the same. */
async function part(run, ...given) {
	try {
		return await run(...given);
	} catch (error) {
		process.stderr.write(`${error.stack}\n`);
	}
}

async function main() {
	const id = await part(tickets);
	await part(conversations, id);
	await part(people);
	await part(companies);
	await part(timeEntries, id);
	await part(solutions);
	const offered = Object.getOwnPropertyNames(Freshdesk.prototype).filter((name) => name !== "constructor");
	process.stdout.write(JSON.stringify({ offered, calls }));
}

main();
