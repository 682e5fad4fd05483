# SPDX-License-Identifier: LGPL-2.1-or-later
"""Secret Services with one collection, which do what a test tells them: one that behaves as GNOME Keyring
does, and with what differs, one as KWallet and one as KeePassXC.

Source: the Secret Service API draft 0.2 of freedesktop.org, as far as libsecret needs it. Sessions
are plain, so what is sent can be seen on the bus.
"""

import threading

from gi.repository import Gio, GLib

NAME = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"
SESSIONS = ROOT + "/session/"
PROMPTS = ROOT + "/prompt/"

INTERFACES = Gio.DBusNodeInfo.new_for_xml("""<node>
<interface name="org.freedesktop.Secret.Service">
 <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
  <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
 <method name="SearchItems"><arg type="a{ss}" direction="in"/>
  <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
 <method name="Unlock"><arg type="ao" direction="in"/>
  <arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
 <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
  <arg type="a{o(oayays)}" direction="out"/></method>
 <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
 <property name="Collections" type="ao" access="read"/>
 <signal name="CollectionCreated"><arg type="o"/></signal>
 <signal name="CollectionChanged"><arg type="o"/></signal>
</interface>
<interface name="org.freedesktop.Secret.Collection">
 <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/></method>
 <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
  <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
 <property name="Items" type="ao" access="read"/>
 <property name="Label" type="s" access="read"/>
 <property name="Locked" type="b" access="read"/>
 <property name="Created" type="t" access="read"/>
 <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Item">
 <method name="Delete"><arg type="o" direction="out"/></method>
 <property name="Locked" type="b" access="read"/>
 <property name="Attributes" type="a{ss}" access="read"/>
 <property name="Label" type="s" access="read"/>
 <property name="Created" type="t" access="read"/>
 <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Session"><method name="Close"/></interface>
<interface name="org.freedesktop.Secret.Prompt">
 <method name="Prompt"><arg type="s" direction="in"/></method>
 <method name="Dismiss"/>
 <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface>
<interface name="org.kde.KWallet">
 <method name="isOpen"><arg type="s" direction="in"/><arg type="b" direction="out"/></method>
 <signal name="walletOpened"><arg type="s"/></signal>
</interface>
</node>""")


class Refused(Exception):
    """The name of an error on the bus, and what it says."""

    def __init__(self, name, text="No"):
        super().__init__(name)
        self.text = text


class Unanswered(Exception):
    """A call that is never replied to."""


class Item:
    def __init__(self, attributes, label, value):
        self.attributes = attributes
        self.label = label
        self.value = value


class FakeSecretService:
    """It runs in a thread of its own; a test reads and sets what follows at any time.

    items: by path, with their attributes, labels and values
    answer: what a person does with a prompt: "accept", "dismiss" or "none"
    prompts, dismissed: how many a person has seen, and how many of them were taken back
    hangs: whether calls are never answered
    forgetful: whether what is stored is lost at once
    n_sessions, n_lost: how many sessions were opened, and how many of the first are no longer known
    failure, create_failure: errors that sessions and items are refused with, their names and what they say
    """

    def __init__(self, locked=False, with_collection=True, n_lost=0, failure=None):
        self.items = {}
        self.locked = locked
        self.with_collection = with_collection
        self.answer = "accept"
        self.prompts = self.dismissed = self.calls = 0
        self.hangs = self.forgetful = False
        self.failure = failure
        self.create_failure = None
        self.n_sessions = 0
        self.n_lost = n_lost
        self.next_item = self.next_prompt = 1
        self.waiting = {}
        self.asked = None
        self.item_ids = {}
        self.is_ready = threading.Event()
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.is_ready.wait()

    # What a test calls

    def stop(self):
        self.invoke(self.loop.quit)
        self.thread.join()

    def lock(self):
        self.invoke(self.set_locked, True)

    def unlock(self):
        self.invoke(self.set_locked, False)

    def create_collection(self):
        def create():
            self.with_collection = True
            self.export(COLLECTION, "Collection")
            self.emit(ROOT, "Service", "CollectionCreated", GLib.Variant("(o)", (COLLECTION,)))
        self.invoke(create)

    def adopt(self, items):
        """Takes over what another one had."""
        def take():
            for path, item in items.items():
                self.items[path] = item
                self.item_ids[path] = self.export(path, "Item")
            self.next_item += len(items)
        self.invoke(take)

    def remove_attribute(self, name):
        """As if an older version had kept them."""
        for item in self.items.values():
            item.attributes.pop(name, None)

    def get_values(self):
        """Attribute `account` and value of each item."""
        return {item.attributes["account"]: item.value for item in list(self.items.values())}

    def invoke(self, function, *arguments):
        done = threading.Event()

        def call():
            function(*arguments)
            done.set()
            return GLib.SOURCE_REMOVE
        source = GLib.idle_source_new()
        source.set_callback(lambda _: call())
        source.attach(self.context)
        done.wait()

    # What its thread does

    def run(self):
        self.context.push_thread_default()
        self.connection = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.export_all()
        self.connection.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
            GLib.Variant("(su)", (NAME, 4)), None, Gio.DBusCallFlags.NONE, -1)
        self.is_ready.set()
        self.loop.run()
        self.connection.close_sync()
        self.context.pop_thread_default()

    def export_all(self):
        self.export(ROOT, "Service")
        if self.with_collection:
            self.export(COLLECTION, "Collection")

    def export(self, path, name):
        info = INTERFACES.lookup_interface("org.freedesktop.Secret." + name)
        return self.connection.register_object(path, info, self.on_call, self.on_get, None)

    def emit(self, path, interface, signal, arguments):
        self.connection.emit_signal(None, path, "org.freedesktop.Secret." + interface, signal, arguments)

    def emit_changed(self, path, interface, values):
        self.connection.emit_signal(
            None, path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
            GLib.Variant("(sa{sv}as)", ("org.freedesktop.Secret." + interface, values, [])))

    def set_locked(self, locked):
        self.locked = locked
        self.emit_changed(COLLECTION, "Collection", {"Locked": GLib.Variant("b", locked)})

    def on_call(self, _connection, sender, path, _interface, method, arguments, invocation):
        self.calls += 1
        self.sender = sender
        if self.hangs:
            return
        try:
            invocation.return_value(getattr(self, method)(path, *arguments.unpack()))
        except Refused as refused:
            invocation.return_dbus_error(str(refused), refused.text)
        except Unanswered:
            pass

    def is_locked(self, path):
        """What the property says, of the collection or an item."""
        return self.locked

    def on_get(self, _connection, sender, path, _interface, name):
        item = self.items.get(path)
        self.sender = sender
        return {
            "Collections": lambda: GLib.Variant("ao", [COLLECTION] if self.with_collection else []),
            "Items": lambda: GLib.Variant("ao", list(self.items)),
            "Label": lambda: GLib.Variant("s", item.label if item else "Login"),
            "Locked": lambda: GLib.Variant("b", self.is_locked(path)),
            "Attributes": lambda: GLib.Variant("a{ss}", item.attributes),
            "Created": lambda: GLib.Variant("t", 1),
            "Modified": lambda: GLib.Variant("t", 1),
        }[name]()

    def find(self, attributes):
        return [path for path, item in self.items.items()
                if attributes.items() <= item.attributes.items()]

    # The methods of the interfaces

    def OpenSession(self, _path, algorithm, _input):
        if self.failure is not None:
            raise Refused(*self.failure)
        if algorithm != "plain":
            # libsecret tries again without encryption.
            raise Refused("org.freedesktop.DBus.Error.NotSupported")
        self.n_sessions += 1
        path = f"{SESSIONS}{self.n_sessions}"
        self.export(path, "Session")
        return GLib.Variant("(vo)", (GLib.Variant("s", ""), path))

    def check_session(self, path):
        if int(path.removeprefix(SESSIONS)) <= self.n_lost:
            # What KWallet says of one that it has lost.
            raise Refused("org.qtproject.QtDBus.Error.InvalidObjectPath", f"Can't find session {path}")

    def SearchItems(self, path, attributes):
        found = self.find(attributes)
        if path == COLLECTION:
            return GLib.Variant("(ao)", (found,))
        return GLib.Variant("(aoao)", ([], found) if self.locked else (found, []))

    def Unlock(self, _path, objects):
        if not self.locked:
            return GLib.Variant("(aoo)", (objects, "/"))
        return GLib.Variant("(aoo)", ([], self.make_prompt(self.unlock_objects, objects)))

    def Lock(self, _path, objects):
        self.set_locked(True)
        return GLib.Variant("(aoo)", (objects, "/"))

    def GetSecrets(self, _path, objects, session):
        self.check_session(session)
        objects = [path for path in objects if path in self.items and not self.is_locked(path)]
        return GLib.Variant("(a{o(oayays)})", (
            {path: (session, b"", self.items[path].value.encode(), "text/plain") for path in objects},))

    def ReadAlias(self, _path, alias):
        known = alias == "default" and self.with_collection
        return GLib.Variant("(o)", (COLLECTION if known else "/",))

    def CreateItem(self, _path, properties, secret, replace):
        if self.locked:
            raise Refused("org.freedesktop.Secret.Error.IsLocked")
        self.check_session(secret[0])
        return GLib.Variant("(oo)", (self.create_item(properties, secret, replace), "/"))

    def create_item(self, properties, secret, replace):
        if self.create_failure is not None:
            raise Refused(*self.create_failure)
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        same = [path for path in self.find(attributes) if replace]
        path = same[0] if same else f"{COLLECTION}/{self.next_item}"
        if not same:
            self.next_item += 1
            self.item_ids[path] = self.export(path, "Item")
        self.items[path] = Item(attributes, properties["org.freedesktop.Secret.Item.Label"],
                                "" if self.forgetful else bytes(secret[2]).decode())
        self.emit_changed(COLLECTION, "Collection", {"Items": GLib.Variant("ao", list(self.items))})
        return path

    def Delete(self, path):
        self.delete_item(path)
        return GLib.Variant("(o)", ("/",))

    def delete_item(self, path):
        del self.items[path]
        self.connection.unregister_object(self.item_ids.pop(path))
        self.emit_changed(COLLECTION, "Collection", {"Items": GLib.Variant("ao", list(self.items))})

    def Close(self, _path):
        return None

    # Prompts: each has something to do, and what it is done with, when a person agrees

    def make_prompt(self, function, *arguments, asks=True):
        path = f"{PROMPTS}{self.next_prompt}"
        self.next_prompt += 1
        self.waiting[path] = (function, arguments, asks)
        self.export(path, "Prompt")
        return path

    def unlock_objects(self, accepted, objects):
        if accepted:
            self.set_locked(False)
        return GLib.Variant("ao", objects if accepted else [])

    def Prompt(self, path, _window):
        if not self.waiting[path][2]:
            self.complete(True, path)
            return
        self.prompts += 1
        self.asked = path
        if self.answer != "none":
            self.complete(self.answer == "accept", path)

    def Dismiss(self, path):
        # What nobody has seen is no matter.
        self.dismissed += path == self.asked
        self.complete(False, path)

    def complete(self, accepted, path=None):
        """Answers a prompt: of all, the one that a person has seen last."""
        path = path or self.asked
        function, arguments, _ = self.waiting.pop(path)
        self.asked = None if path == self.asked else self.asked
        result = function(accepted, *arguments)
        self.emit(path, "Prompt", "Completed", GLib.Variant("(bv)", (not accepted, result)))


class FakeKWallet(FakeSecretService):
    """A wallet that is open counts as locked until somebody has called Unlock, whose prompt nobody sees then.
    That it is opened by somebody else its own interface tells, all other changes CollectionChanged alone.

    needs_prompt: whether there is such a prompt
    """

    WALLET = "/modules/kwalletd5"
    NO_PLUGIN = ("org.freedesktop.DBus.Error.InvalidArgs",
                 "Can't create an encrypted session: is libqca-qt5-2-plugins installed?")

    def __init__(self, needs_prompt=True, **parameters):
        self.is_used = False
        self.needs_prompt = needs_prompt
        super().__init__(**parameters)

    def export_all(self):
        super().export_all()
        self.connection.register_object(
            self.WALLET, INTERFACES.lookup_interface("org.kde.KWallet"), self.on_call, None, None)

    def isOpen(self, _path, wallet):
        assert wallet == "Login", wallet
        return GLib.Variant("(b)", (not self.locked,))

    def set_locked(self, locked):
        was_used, self.is_used = self.is_used, self.is_used and not locked
        self.locked = locked
        if not locked:
            self.connection.emit_signal(None, self.WALLET, "org.kde.KWallet", "walletOpened",
                                        GLib.Variant("(s)", ("Login",)))
        if was_used or self.is_used:
            self.emit(ROOT, "Service", "CollectionChanged", GLib.Variant("(o)", (COLLECTION,)))

    def is_locked(self, path):
        return self.locked or not self.is_used

    def Unlock(self, path, objects):
        if self.is_locked(path) and (self.locked or self.needs_prompt):
            prompt = self.make_prompt(self.unlock_objects, objects, asks=self.locked)
            return GLib.Variant("(aoo)", ([], prompt))
        if not self.is_used:
            self.is_used = True
            self.set_locked(False)
        return GLib.Variant("(aoo)", (objects, "/"))

    def unlock_objects(self, accepted, objects):
        self.is_used = self.is_used or accepted
        return super().unlock_objects(accepted, objects)

    def SearchItems(self, path, attributes):
        found = self.find(attributes)
        if path == COLLECTION:
            return GLib.Variant("(ao)", (found,))
        return GLib.Variant("(aoao)", ([], found) if self.is_locked(path) else (found, []))

    def CreateItem(self, path, properties, secret, replace):
        if self.is_locked(path):
            raise Refused("org.freedesktop.Secret.Error.IsLocked")
        return super().CreateItem(path, properties, secret, replace)


class FakeKeePassXC(FakeSecretService):
    """A database that is locked has no items, and the service is not searched before a person has unlocked
    it. It tells of that by CollectionChanged, and says of each item that it was deleted. Most of what it
    does it answers with a prompt.

    asks_access: whether a person has to let each client have each item
    """

    def __init__(self, asks_access=False, **parameters):
        self.asks_access = asks_access
        self.granted = set()
        self.hidden = {}
        super().__init__(**parameters)

    def set_locked(self, locked):
        self.locked = locked
        if locked:
            self.hidden.update(self.items)
            for path in list(self.items):
                self.emit(COLLECTION, "Collection", "ItemDeleted", GLib.Variant("(o)", (path,)))
                self.delete_item(path)
        else:
            hidden, self.hidden = self.hidden, {}
            for path, item in hidden.items():
                self.items[path] = item
                self.item_ids[path] = self.export(path, "Item")
        self.emit(ROOT, "Service", "CollectionChanged", GLib.Variant("(o)", (COLLECTION,)))

    def is_locked(self, path):
        if path in self.items:
            return self.asks_access and (self.sender, path) not in self.granted
        return self.locked

    def get_values(self):
        return {item.attributes["account"]: item.value
                for item in [*self.items.values(), *self.hidden.values()]}

    def SearchItems(self, path, attributes):
        if path != COLLECTION and self.locked:
            raise Unanswered
        return super().SearchItems(path, attributes)

    def Unlock(self, _path, objects):
        locked = [path for path in objects if self.is_locked(path)]
        if not locked:
            return GLib.Variant("(aoo)", (objects, "/"))
        return GLib.Variant("(aoo)", ([path for path in objects if path not in locked],
                                      self.make_prompt(self.unlock_objects, locked)))

    def unlock_objects(self, accepted, objects):
        if accepted:
            self.granted.update((self.sender, path) for path in objects)
        if accepted and COLLECTION in objects:
            self.set_locked(False)
        return GLib.Variant("ao", objects if accepted else [])

    def Lock(self, _path, objects):
        return GLib.Variant("(aoo)", ([], self.make_prompt(self.lock_objects, objects, asks=False)))

    def lock_objects(self, _accepted, objects):
        self.set_locked(True)
        return GLib.Variant("ao", objects)

    def CreateItem(self, _path, properties, secret, replace):
        return GLib.Variant("(oo)", ("/", self.make_prompt(
            self.create_prompted, properties, secret, replace, asks=self.locked)))

    def create_prompted(self, accepted, properties, secret, replace):
        if not accepted:
            return GLib.Variant("o", "/")
        if self.locked:
            self.set_locked(False)
        path = self.create_item(properties, secret, replace)
        self.granted.add((self.sender, path))
        # It does, of what was not locked before, too.
        self.emit(ROOT, "Service", "CollectionChanged", GLib.Variant("(o)", (COLLECTION,)))
        return GLib.Variant("o", path)

    def Delete(self, path):
        return GLib.Variant("(o)", (self.make_prompt(self.delete_prompted, path, asks=False),))

    def delete_prompted(self, accepted, path):
        if accepted:
            self.delete_item(path)
        return GLib.Variant("s", "")
