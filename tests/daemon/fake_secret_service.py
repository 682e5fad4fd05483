# SPDX-License-Identifier: LGPL-2.1-or-later
"""A Secret Service with one collection, which does what a test tells it.

Source: the Secret Service API draft 0.2 of freedesktop.org, as far as libsecret needs it. Sessions
are plain, so what is sent can be seen on the bus.
"""

import threading

from gi.repository import Gio, GLib

NAME = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"
SESSION = ROOT + "/session/1"
PROMPT = ROOT + "/prompt/1"

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
</node>""")


class Refused(Exception):
    """Its text is the name of an error on the bus."""


class Item:
    def __init__(self, attributes, label, value):
        self.attributes = attributes
        self.label = label
        self.value = value


class FakeSecretService:
    """It runs in a thread of its own; a test reads and sets what follows at any time.

    items: by path, with their attributes, labels and values
    answer: what a person does with a prompt: "accept", "dismiss" or "none"
    prompts, dismissed: how many there were, and how many were taken back
    hangs: whether calls are never answered
    forgetful: whether what is stored is lost at once
    """

    def __init__(self, locked=False, with_collection=True):
        self.items = {}
        self.locked = locked
        self.with_collection = with_collection
        self.answer = "accept"
        self.prompts = self.dismissed = self.calls = 0
        self.hangs = self.forgetful = False
        self.next_item = 1
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
        self.export(ROOT, "Service")
        self.export(SESSION, "Session")
        self.export(PROMPT, "Prompt")
        if self.with_collection:
            self.export(COLLECTION, "Collection")
        self.connection.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
            GLib.Variant("(su)", (NAME, 4)), None, Gio.DBusCallFlags.NONE, -1)
        self.is_ready.set()
        self.loop.run()
        self.connection.close_sync()
        self.context.pop_thread_default()

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

    def on_call(self, _connection, _sender, path, _interface, method, arguments, invocation):
        self.calls += 1
        if self.hangs:
            return
        try:
            invocation.return_value(getattr(self, method)(path, *arguments.unpack()))
        except Refused as refused:
            invocation.return_dbus_error(str(refused), "No")

    def on_get(self, _connection, _sender, path, _interface, name):
        item = self.items.get(path)
        return {
            "Collections": lambda: GLib.Variant("ao", [COLLECTION] if self.with_collection else []),
            "Items": lambda: GLib.Variant("ao", list(self.items)),
            "Label": lambda: GLib.Variant("s", item.label if item else "Login"),
            "Locked": lambda: GLib.Variant("b", self.locked),
            "Attributes": lambda: GLib.Variant("a{ss}", item.attributes),
            "Created": lambda: GLib.Variant("t", 1),
            "Modified": lambda: GLib.Variant("t", 1),
        }[name]()

    def find(self, attributes):
        return [path for path, item in self.items.items()
                if attributes.items() <= item.attributes.items()]

    # The methods of the interfaces

    def OpenSession(self, _path, algorithm, _input):
        if algorithm != "plain":
            # libsecret tries again without encryption.
            raise Refused("org.freedesktop.DBus.Error.NotSupported")
        return GLib.Variant("(vo)", (GLib.Variant("s", ""), SESSION))

    def SearchItems(self, path, attributes):
        found = self.find(attributes)
        if path == COLLECTION:
            return GLib.Variant("(ao)", (found,))
        return GLib.Variant("(aoao)", ([], found) if self.locked else (found, []))

    def Unlock(self, _path, objects):
        if not self.locked:
            return GLib.Variant("(aoo)", (objects, "/"))
        self.prompts += 1
        return GLib.Variant("(aoo)", ([], PROMPT))

    def GetSecrets(self, _path, objects, session):
        if self.locked:
            return GLib.Variant("(a{o(oayays)})", ({},))
        return GLib.Variant("(a{o(oayays)})", (
            {path: (session, b"", self.items[path].value.encode(), "text/plain") for path in objects},))

    def ReadAlias(self, _path, alias):
        known = alias == "default" and self.with_collection
        return GLib.Variant("(o)", (COLLECTION if known else "/",))

    def CreateItem(self, _path, properties, secret, replace):
        if self.locked:
            raise Refused("org.freedesktop.Secret.Error.IsLocked")
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        same = [path for path in self.find(attributes) if replace]
        path = same[0] if same else f"{COLLECTION}/{self.next_item}"
        if not same:
            self.next_item += 1
            self.item_ids[path] = self.export(path, "Item")
        self.items[path] = Item(attributes, properties["org.freedesktop.Secret.Item.Label"],
                                "" if self.forgetful else bytes(secret[2]).decode())
        self.emit_changed(COLLECTION, "Collection", {"Items": GLib.Variant("ao", list(self.items))})
        return GLib.Variant("(oo)", (path, "/"))

    def Delete(self, path):
        del self.items[path]
        self.connection.unregister_object(self.item_ids.pop(path))
        self.emit_changed(COLLECTION, "Collection", {"Items": GLib.Variant("ao", list(self.items))})
        return GLib.Variant("(o)", ("/",))

    def Close(self, _path):
        return None

    def Prompt(self, _path, _window):
        if self.answer != "none":
            self.complete(self.answer == "accept")
        return None

    def Dismiss(self, _path):
        self.dismissed += 1
        self.complete(False)
        return None

    def complete(self, accepted):
        unlocked = [COLLECTION] if accepted else []
        if accepted:
            self.set_locked(False)
        self.emit(PROMPT, "Prompt", "Completed",
                  GLib.Variant("(bv)", (not accepted, GLib.Variant("ao", unlocked))))
